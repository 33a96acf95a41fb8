#!/usr/bin/env bash
# Sets up what is missing, builds, and generates the kernel bindings. `./build.sh --help` says more.
set -euo pipefail
readonly CALLER_DIRECTORY="$PWD"
cd "$(dirname "${BASH_SOURCE[0]}")"

readonly PROJECT=headers/linux/linux.bindgen
readonly CONFIGURATION=Release
readonly LOGS=artifacts/logs
readonly TEST_RESULTS=artifacts/test-results

readonly KERNEL_SERIES=(6.1 6.12)
readonly KERNEL_ARCH=x86_64      # as the kernel names it
readonly PACKAGE_ARCH=amd64      # as the distribution names it

# The first one that the distribution offers is installed; all of them read the same headers the same way.
readonly LIBCLANG_VERSIONS=(19 14 18 17 16 15 20 21)
readonly OLDEST_LIBCLANG=14

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

usage() {
    cat <<'END'
Usage: ./build.sh [VERB] [ARGUMENTS]

  generate [ARGS]   set up, build, and run `bindgen generate headers/linux/linux.bindgen ARGS`;
                    this is what ./build.sh does without a verb
  test [ARGS]       set up, build, and run every test; ARGS go to `dotnet test`, such as --filter NAME.
                    The last line is `N passed, N failed`, with `, N skipped` when there are any
  bench             set up, publish the tool, and measure it against clang on the same headers
  setup             only set up
  --help            this text

Set-up makes sure of three things; what is there already is left alone:
  libclang          14 or newer, with the compiler's own headers
  C compiler        cc, gcc or clang, with the headers of the C library
  kernel headers    the newest 6.1 and 6.12 for x86_64 that the distribution offers, downloaded and unpacked
                    into the cache. This needs no root and installs nothing. A tree that is less than a day
                    old is used as it is; after that the package lists are asked once a day for a newer one.
The first two are installed with apt-get when you are root. Otherwise the command to run is printed, and
nothing is done before that.

Environment:
  BINDGEN_CACHE     where downloads are kept (default: $XDG_CACHE_HOME/bindgen, or ~/.cache/bindgen).
                    Kernel headers are in kernels/SERIES/ARCH: the packages' usr/src, and a file `version`
  BINDGEN_LIBCLANG  the libclang to load, instead of looking in /usr/lib/llvm-*
  BINDGEN_OFFLINE   1: never use the network

Exit codes: 0 done; 1 something is missing, does not build, or a test failed; 2 wrong usage; `generate` passes
on what bindgen returns. Logs are in artifacts/logs.
END
}

say() { printf '%s\n' "$*"; }
note() { printf 'build.sh: %s\n' "$*" >&2; }
die() { printf 'build.sh: error: %s\n' "$1" >&2; shift; (($# == 0)) || printf '  %s\n' "$@" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }
offline() { [[ "${BINDGEN_OFFLINE:-}" == 1 ]]; }
fresh() { [[ -n "$(find "$1" -maxdepth 0 -mmin -1440 2>/dev/null)" ]]; }

# logged NAME COMMAND…: keeps what the command prints in a log, and shows it only when the command fails.
logged() {
    local log="$LOGS/$1.log" status=0
    shift
    "$@" >"$log" 2>&1 </dev/null || status=$?
    ((status == 0)) || cat "$log" >&2
    return "$status"
}

temporary=
trap '[[ -z "$temporary" ]] || rm -rf -- "$temporary"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# ---- What must be installed ------------------------------------------------------------------------------------------

has_libclang() {
    local directory version
    if [[ -n "${BINDGEN_LIBCLANG:-}" ]]; then
        [[ -e "$BINDGEN_LIBCLANG" ]] || die "BINDGEN_LIBCLANG is $BINDGEN_LIBCLANG, which does not exist" \
            "Set it to the path of a libclang shared library, or unset it to use the one of the system."
        return 0
    fi
    for directory in /usr/lib/llvm-*; do
        version="${directory##*-}"
        version="${version%%.*}"
        [[ "$version" =~ ^[0-9]+$ ]] && ((version >= OLDEST_LIBCLANG)) || continue
        if compgen -G "$directory/lib/libclang[.-]*so*" >/dev/null && compgen -G "$directory/lib/clang/*/include/stddef.h" >/dev/null; then
            return 0
        fi
    done
    return 1
}

# Compiling, not looking for files, shows that the compiler and the C library's headers fit each other.
has_c_compiler() {
    local compiler
    for compiler in cc gcc clang; do
        if has "$compiler" && printf '#include <stdio.h>\nint main(void) { return puts("") < 0; }\n' | "$compiler" -x c -o /dev/null - 2>/dev/null; then
            return 0
        fi
    done
    return 1
}

libclang_packages() {
    local version
    for version in "${LIBCLANG_VERSIONS[@]}"; do
        if [[ -n "$(apt-cache pkgnames "libclang1-$version" 2>/dev/null)" ]]; then
            printf 'libclang1-%s libclang-common-%s-dev\n' "$version" "$version"
            return
        fi
    done
    printf 'libclang1-%s libclang-common-%s-dev\n' "$OLDEST_LIBCLANG" "$OLDEST_LIBCLANG"   # the lists are empty: a guess
}

require_dotnet() {
    has dotnet || die "the .NET SDK is not installed, or dotnet is not on the PATH" \
        "Install the .NET 10 SDK (package dotnet-sdk-10.0, or Microsoft's dotnet-install script) and run this again."
    dotnet --list-sdks | grep -Eq '^[1-9][0-9]+\.' || die "the .NET SDK is older than 10: $(dotnet --list-sdks | tail -n 1)" \
        "Install the .NET 10 SDK (package dotnet-sdk-10.0, or Microsoft's dotnet-install script) and run this again."
}

install_missing() {
    local missing=() packages=() install
    has_libclang || missing+=("libclang $OLDEST_LIBCLANG or newer with the compiler's own headers (stddef.h)")
    local need_libclang=${#missing[@]}
    if ! has_c_compiler; then
        missing+=("a C compiler with the headers of the C library")
        packages+=(gcc libc6-dev)
    fi
    ((${#missing[@]} > 0)) || return 0

    if ! has apt-get; then
        die "this machine lacks:" "${missing[@]/#/- }" \
            "There is no apt-get here to install it with. Use the package manager of your system; names that others use are" \
            "libclang1-$OLDEST_LIBCLANG and libclang-common-$OLDEST_LIBCLANG-dev (or newer), gcc, libc6-dev." \
            "A libclang elsewhere than in /usr/lib/llvm-* is named by BINDGEN_LIBCLANG."
    fi
    if ((EUID != 0)) || offline; then
        # shellcheck disable=SC2207 # package names have no spaces
        ((need_libclang == 0)) || packages+=($(libclang_packages))
        install="sudo apt-get update && sudo apt-get install ${packages[*]}"
        die "this machine lacks:" "${missing[@]/#/- }" "Install it and run this again:" "  $install"
    fi

    note "installing, because this machine lacks:"
    printf '  - %s\n' "${missing[@]}" >&2
    export DEBIAN_FRONTEND=noninteractive
    logged apt-update apt-get update || note "apt-get update had errors; going on with the package lists as they are"
    # shellcheck disable=SC2207
    ((need_libclang == 0)) || packages+=($(libclang_packages))
    logged apt-install apt-get install -y --no-install-recommends "${packages[@]}" ||
        die "apt-get could not install ${packages[*]}" "What it said is above, and in $LOGS/apt-install.log."
    has_libclang && has_c_compiler || die "${packages[*]} are installed, and still something is missing" "Wanted: ${missing[*]}"
}

# ---- Kernel headers --------------------------------------------------------------------------------------------------

cache="${BINDGEN_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/bindgen}"
[[ "$cache" == /* ]] || cache="$CALLER_DIRECTORY/$cache"

# Package lists of our own need no root, and do not depend on when the system's were last updated.
# Fails when no package source can be reached.
own_lists() {
    apt_options=(
        -o "Dir::State::Lists=$cache/apt/lists" -o "Dir::Cache=$cache/apt/cache" -o Dir::State::status=/dev/null
        -o "APT::Architecture=$PACKAGE_ARCH" -o "APT::Architectures=$PACKAGE_ARCH" -o APT::Sandbox::User=root
        -o Acquire::Languages=none -o Acquire::GzipIndexes=true -o Acquire::Retries=1 -o Acquire::http::Timeout=20
    )
    ! fresh "$cache/apt/updated" || return 0
    mkdir -p "$cache/apt/lists/partial" "$cache/apt/cache/archives/partial"
    # One source that cannot be reached matters only if it is the one with the kernel: the caller sees that.
    apt-get "${apt_options[@]}" update >"$LOGS/apt-lists.log" 2>&1 </dev/null || true
    grep -Eq '^(Get|Hit):' "$LOGS/apt-lists.log" && touch "$cache/apt/updated"
}

# The system's lists cost nothing, and are good enough when they are of today.
system_lists() {
    apt_options=(-o Dir::State::status=/dev/null -o APT::Sandbox::User=root -o Acquire::Retries=1 -o Acquire::http::Timeout=20)
    [[ "$(dpkg --print-architecture)" == "$PACKAGE_ARCH" ]] && fresh /var/lib/apt/lists/partial
}

# offers SERIES: one line `package version` for each header package of the series, without the -rt and -cloud variants.
offers() {
    local pattern="^linux-headers-${1//./\\.}\.[0-9][^-]*(-[0-9][0-9a-z.]*)?-$PACKAGE_ARCH\$" packages
    packages="$(apt-cache "${apt_options[@]}" pkgnames "linux-headers-$1." 2>/dev/null | grep -E "$pattern")" || return 0
    # shellcheck disable=SC2086 # one word for each package
    apt-cache "${apt_options[@]}" --no-all-versions show $packages 2>/dev/null |
        awk '$1 == "Package:" { package = $2 } $1 == "Version:" { print package, $2 }'
}

# newest_offer SERIES: sets offered_package, offered_version; empty when there is none.
newest_offer() {
    local package version
    offered_package='' offered_version=''
    while read -r package version; do
        if [[ -z "$offered_version" ]] || dpkg --compare-versions "$version" gt "$offered_version"; then
            offered_package="$package" offered_version="$version"
        fi
    done < <(offers "$1")
}

find_offer() {
    system_lists && newest_offer "$1" && [[ -n "$offered_package" ]] && return
    own_lists && newest_offer "$1" && [[ -n "$offered_package" ]]
}

upstream_version() { local version="${1#*:}"; printf '%s\n' "${version%-*}"; }

# cached_version SERIES: the version of a complete tree in the cache, or nothing.
cached_version() {
    local tree="$cache/kernels/$1/$KERNEL_ARCH"
    if [[ -s "$tree/version" ]] && compgen -G "$tree/usr/src/linux-headers-*-common" >/dev/null &&
        compgen -G "$tree/usr/src/linux-headers-*-$PACKAGE_ARCH" >/dev/null; then
        cat "$tree/version"
    fi
}

# fetch SERIES: downloads what newest_offer found. The tree is complete before it gets its name.
# The callers ask for its status, which turns `set -e` off inside: hence a chain of &&.
fetch() {
    local series="$1" parent="$cache/kernels/$1" common archive
    common="$(apt-cache "${apt_options[@]}" --no-all-versions show "$offered_package" | grep -Eo 'linux-headers-[^ ,]*-common' | head -n 1)"
    [[ -n "$common" ]] || { note "$offered_package does not say which -common package it needs"; return 1; }
    rm -rf -- "$parent"/.unfinished.*
    mkdir -p "$parent" && temporary="$(mktemp -d "$parent/.unfinished.XXXXXX")" && chmod 755 "$temporary" &&
        (cd "$temporary" && apt-get "${apt_options[@]}" download "$offered_package" "$common" </dev/null) >"$LOGS/kernel-$series.log" 2>&1 || return 1
    for archive in "$temporary"/*.deb; do
        dpkg-deb -x "$archive" "$temporary/unpacked" >>"$LOGS/kernel-$series.log" 2>&1 || return 1
    done
    mkdir -p "$temporary/tree/usr" && mv "$temporary/unpacked/usr/src" "$temporary/tree/usr/src" &&
        upstream_version "$offered_version" >"$temporary/tree/version" || return 1
    [[ ! -e "$parent/$KERNEL_ARCH" ]] || mv "$parent/$KERNEL_ARCH" "$temporary/replaced" || return 1
    if ! mv "$temporary/tree" "$parent/$KERNEL_ARCH"; then
        [[ ! -e "$temporary/replaced" ]] || mv "$temporary/replaced" "$parent/$KERNEL_ARCH"
        return 1
    fi
    rm -rf -- "$temporary"
    temporary=
}

explain_prepared_tree() {
    printf '%s\n' \
        "Or prepare the tree yourself, and name its place with BINDGEN_CACHE (now $cache):" \
        "  kernels/$1/$KERNEL_ARCH/usr/src/linux-headers-VERSION-common and linux-headers-VERSION-$PACKAGE_ARCH, unpacked from the" \
        "  packages of these names, and kernels/$1/$KERNEL_ARCH/version with the full version in it, such as $1.100."
}

ensure_kernel() {
    local series="$1" cached explanation
    cached="$(cached_version "$series")"
    local version_file="$cache/kernels/$series/$KERNEL_ARCH/version"
    if [[ -n "$cached" ]] && { offline || fresh "$version_file" || ! has apt-get || ! has dpkg-deb; }; then
        return 0
    fi
    mapfile -t explanation < <(explain_prepared_tree "$series")
    ! offline || die "the headers of kernel $series are not in $cache, and BINDGEN_OFFLINE forbids to fetch them" \
        "Run \`./build.sh setup\` once without BINDGEN_OFFLINE." "${explanation[@]}"
    has apt-get && has dpkg-deb || die "the headers of kernel $series are not in $cache, and apt-get and dpkg-deb are not here to fetch them" \
        "${explanation[@]}"

    [[ -n "$cached" ]] || note "looking for the headers of kernel $series"
    if ! find_offer "$series"; then
        [[ -n "$cached" ]] || die "no package source offers the headers of kernel $series (linux-headers-$series.*-$PACKAGE_ARCH)" \
            "If the network or a package source is down, try again later: what apt-get said is in $LOGS/apt-lists.log." \
            "If this distribution has another kernel, add a source that has this one." "${explanation[@]}"
        touch "$version_file"
        return 0
    fi

    local newest
    newest="$(upstream_version "$offered_version")"
    if [[ -n "$cached" ]] && dpkg --compare-versions "$cached" ge "$newest"; then
        touch "$version_file"
        return 0
    fi
    note "fetching the headers of kernel $newest${cached:+, newer than the cached $cached}"
    # The system's lists may name a package that has since been replaced; lists of our own then know better.
    if fetch "$series" || { own_lists && newest_offer "$series" && [[ -n "$offered_package" ]] && fetch "$series"; }; then
        return 0
    fi
    [[ -n "$cached" ]] || die "the headers of kernel $newest could not be fetched" \
        "What apt-get and dpkg-deb said:" "$(tail -n 5 "$LOGS/kernel-$series.log" 2>/dev/null)" \
        "Check the network and the space in $cache, and run this again." "${explanation[@]}"
    note "kernel $newest could not be fetched (see $LOGS/kernel-$series.log); using $cached"
    touch "$version_file"
}

setup_kernels() {
    local series lock
    mkdir -p "$cache/kernels" 2>/dev/null && [[ -w "$cache/kernels" ]] ||
        die "the cache directory $cache cannot be written" "Name another one with BINDGEN_CACHE, or correct its owner."
    # Two builds at once must not fetch into the same place.
    exec {lock}>"$cache/lock"
    ! has flock || flock "$lock"
    for series in "${KERNEL_SERIES[@]}"; do
        ensure_kernel "$series"
    done
    exec {lock}>&-
}

# ---- Verbs -----------------------------------------------------------------------------------------------------------

setup() {
    require_dotnet
    mkdir -p "$LOGS"
    install_missing
    setup_kernels
    export BINDGEN_CACHE="$cache"
}

build() {
    local restore=()
    if offline; then
        # With no source to ask, restore takes what is in the package folder of this machine, or fails.
        mkdir -p artifacts/no-packages
        restore=("-p:RestoreSources=$PWD/artifacts/no-packages" -p:NuGetAudit=false)
    fi
    logged build dotnet build "$1" -c "$CONFIGURATION" -nodeReuse:false -v:quiet -nologo "${restore[@]}" ||
        die "the build failed" "What it said is above, and in $LOGS/build.log."
}

generate() {
    setup
    build BindGen.sln
    dotnet "artifacts/bin/BindGen.Cli/${CONFIGURATION,,}/BindGen.Cli.dll" generate "$PROJECT" "$@"
}

# count NAME: adds up one counter over the results of all test assemblies.
count() {
    find "$TEST_RESULTS" -name '*.trx' -exec grep -oE '<Counters [^>]*>' {} + |
        grep -oE " $1=\"[0-9]+\"" | tr -dc '0-9\n' | awk '{ sum += $1 } END { print sum + 0 }'
}

run_tests() {
    setup
    build BindGen.sln
    rm -rf -- "$TEST_RESULTS"
    local status=0 total executed passed failed skipped
    # One assembly after the other: result files get distinct names, and timings do not disturb each other.
    logged 'test' dotnet test BindGen.sln -c "$CONFIGURATION" --no-build -m:1 -nodeReuse:false --nologo \
        --logger trx --logger 'console;verbosity=minimal' --results-directory "$TEST_RESULTS" "$@" || status=$?
    compgen -G "$TEST_RESULTS/*.trx" >/dev/null || die "no test ran" "What dotnet test said is in $LOGS/test.log."

    total="$(count total)" executed="$(count executed)" passed="$(count passed)"
    failed=$((executed - passed))
    skipped=$((total - executed))
    if ((status != 0 && failed == 0)); then
        note "dotnet test failed without a failed test, as when a test process dies: counted as one failure"
        failed=1
    fi
    ((total > 0 || status != 0)) || note "no test ran"
    say "$passed passed, $failed failed$( ((skipped == 0)) || printf ', %s skipped' "$skipped")"
    ((failed == 0 && total > 0))
}

bench() {
    setup
    build tests/BindGen.Benchmarks
    logged publish dotnet publish generator/BindGen.Cli -c "$CONFIGURATION" -r "linux-$(dotnet_arch)" --self-contained false \
        -p:PublishReadyToRun=true -nodeReuse:false -o artifacts/tool || die "the tool does not publish"
    dotnet run --project tests/BindGen.Benchmarks -c "$CONFIGURATION" --no-build -- artifacts/tool/BindGen.Cli .
}

dotnet_arch() { [[ "$(uname -m)" == aarch64 ]] && say arm64 || say x64; }

wrong_usage() {
    printf 'build.sh: error: %s\n\n' "$1" >&2
    usage >&2
    exit 2
}

verb="${1:-generate}"
(($# == 0)) || shift
case "$verb" in
    generate) generate "$@" ;;
    test) run_tests "$@" ;;
    bench) bench ;;
    setup)
        (($# == 0)) || wrong_usage "setup takes no arguments"
        setup
        for series in "${KERNEL_SERIES[@]}"; do
            say "kernel $(cached_version "$series") in $cache/kernels/$series/$KERNEL_ARCH"
        done
        ;;
    -h | --help | help) usage ;;
    *) wrong_usage "there is no verb '$verb'" ;;
esac
