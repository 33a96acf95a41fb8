#!/usr/bin/env bash
# Sets up what is missing, builds, and generates the kernel bindings. `./build.sh --help` says more.
set -euo pipefail
readonly CALLER_DIRECTORY="$PWD"
cd "$(dirname "${BASH_SOURCE[0]}")"

readonly PROJECT=headers/linux/linux.bindgen
readonly DIFFERENCE=output/linux-6.1-to-6.12.html
readonly TOOL=generator/BindGen.Cli
readonly CONFIGURATION=Release
readonly LOGS=artifacts/logs
readonly TEST_RESULTS=artifacts/test-results

readonly KERNEL_SERIES=(6.1 6.12)
readonly KERNEL_ARCHES=(x86_64 arm64)                            # as project files name them
declare -rA PACKAGE_ARCHES=([x86_64]=amd64 [arm64]=arm64)        # as the distribution names them
readonly REQUIRED_ARCH=x86_64

readonly HOST_SCRIPT=tests/kernel-host/build.sh
readonly HOST_DISK_KB=1000000

# The first one that the distribution offers is installed; all of them read the same headers the same way.
readonly LIBCLANG_VERSIONS=(19 14 18 17 16 15 20 21)
readonly OLDEST_LIBCLANG=14

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

usage() {
    cat <<'END'
Usage: ./build.sh [VERB] [ARGUMENTS]

  generate [ARGS]   set up, build, and run `bindgen generate headers/linux/linux.bindgen ARGS`;
                    this is what ./build.sh does without a verb; then it writes the page of what changed
  test [ARGS]       set up, build, and run every test; ARGS go to `dotnet test`, such as --filter NAME.
                    The last line is `N passed, N failed`, with `, N skipped` when there are any
  bench             set up, publish the tool, and measure it against clang and rust-bindgen on the same headers
  bench safety      measure what safe calls cost, against SafeHandle and limits; about a minute
  sweep [ARGS]      set up, and put every header of include/linux and include/drm of a kernel through the generator, each
                    on its own: is it understood, does its raw layer compile, has it the layouts of the C compiler?
                    Takes some minutes. ARGS: --kernel 6.12, --arch x86_64|arm64, --only 'drm/*'
  fuzz [ARGS]       the same for random C of csmith. ARGS: --seed N, --count N
  host              set up, and build the kernel hosts: real kernel code as a library, which the tests run the wrappers on
                    (tests/kernel-host). `test` does this too
  setup             only set up
  --help            this text

Set-up makes sure of three things; what is there already is left alone:
  libclang          14 or newer, with the compiler's own headers
  C compiler        cc, gcc or clang, with the headers of the C library
  kernel headers    the newest 6.1 and 6.12 that the distribution offers, each for x86_64 and arm64, downloaded
                    and unpacked into the cache. This needs no root and installs nothing, and whatever machine
                    this is, both architectures can be had. A tree that is less than a day old is used as it is;
                    after that the package lists are asked once a day for a newer one. Without the headers for
                    arm64 the work goes on: its targets are generated from the captured API in headers/linux.
The first two are installed with apt-get when you are root. Otherwise the command to run is printed, and
nothing is done before that.

Environment:
  BINDGEN_CACHE     where downloads are kept (default: $XDG_CACHE_HOME/bindgen, or ~/.cache/bindgen).
                    Kernel headers are in kernels/SERIES/ARCH: the packages' usr/src, and a file `version`
  BINDGEN_LIBCLANG  the libclang to load, instead of looking in /usr/lib/llvm-*
  BINDGEN_OFFLINE   1: never use the network
  BINDGEN_REQUIRE_HOST  1: fail where the kernel hosts cannot be built, instead of skipping their tests
  BINDGEN_REQUIRE_BROWSER  1: fail where chromium is not there and cannot be installed, instead of skipping the tests of pages

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

tool() { dotnet "artifacts/bin/BindGen.Cli/${CONFIGURATION,,}/BindGen.Cli.dll" "$@"; }

# The tool itself knows where headers are to be had, and says what is missing.
setup_kernels() {
    local arch
    for arch in "${KERNEL_ARCHES[@]}"; do
        if tool kernels fetch "${KERNEL_SERIES[@]}" --arch "$arch" --max-age 1d --quiet >&2; then
            continue
        fi
        [[ "$arch" != "$REQUIRED_ARCH" ]] || die "the headers of kernels ${KERNEL_SERIES[*]} for $arch are needed, and not all of them are there" \
            "What is missing, and what to do, is above. A tree can also be put into $cache by hand: see generator/docs/cache.md."
        note "the work goes on without the headers for $arch that are missing: these targets are generated from the captured API, and tests of the headers are skipped"
    done
}

# cached_version SERIES ARCH: the release in the cache, or nothing.
cached_version() { cat "$cache/kernels/$1/$2/version" 2>/dev/null || true; }

# ---- Kernel host -----------------------------------------------------------------------------------------------------

# The kernel's source, as far as tests/kernel-host needs it, and the library that is built of it: HOST/source, HOST/plain, HOST/sanitized,
# where HOST is kernel-host/SERIES in the cache. The functions work for one $series; what is missing is said in $reason.

# Package lists of our own need no root, do not depend on when the system's were last updated, and can be those of
# another architecture.
# Fails when no package source can be reached.
own_lists() {
    local directory="$cache/apt/$package_arch"
    apt_options=(
        -o "Dir::State::Lists=$directory/lists" -o "Dir::Cache=$directory/cache" -o Dir::State::status=/dev/null
        -o "APT::Architecture=$package_arch" -o "APT::Architectures=$package_arch" -o APT::Sandbox::User=root
        -o Acquire::Languages=none -o Acquire::GzipIndexes=true -o Acquire::Retries=1 -o Acquire::http::Timeout=20
    )
    ! fresh "$directory/updated" || return 0
    mkdir -p "$directory/lists/partial" "$directory/cache/archives/partial"
    # One source that cannot be reached matters only if it is the one with the kernel: the caller sees that.
    apt-get "${apt_options[@]}" update >"$LOGS/apt-lists.log" 2>&1 </dev/null || true
    grep -Eq '^(Get|Hit):' "$LOGS/apt-lists.log" && touch "$directory/updated"
}

# The system's lists cost nothing, and are good enough when they are of today.
system_lists() {
    apt_options=(-o Dir::State::status=/dev/null -o APT::Sandbox::User=root -o Acquire::Retries=1 -o Acquire::http::Timeout=20)
    [[ "$(dpkg --print-architecture)" == "$package_arch" ]] && fresh /var/lib/apt/lists/partial
}

upstream_version() { local version="${1#*:}"; printf '%s\n' "${version%-*}"; }

# Sets source_version: the package of the same kernel as the headers, or else the newest of the series.
find_source() {
    local wanted="$1" version
    source_version=''
    while read -r version; do
        if [[ "$(upstream_version "$version")" == "$wanted" ]]; then
            source_version="$version"
            return
        fi
        if [[ -z "$source_version" ]] || dpkg --compare-versions "$version" gt "$source_version"; then
            source_version="$version"
        fi
    done < <(apt-cache "${apt_options[@]}" madison "linux-source-$series" 2>/dev/null | awk '{ print $3 }')
    [[ -n "$source_version" ]]
}

unpack_source() {
    local archive="$1" to="$2" patterns
    mapfile -t patterns < <("$HOST_SCRIPT" --series "$series" --paths)
    mkdir -p "$to" && dpkg-deb --fsys-tarfile "$archive" | tar xO "./usr/src/linux-source-$series.tar.xz" | xz -T0 -dc |
        tar x -C "$to" --strip-components=1 --wildcards --no-wildcards-match-slash "${patterns[@]}"
}

download_source() {
    local log="$LOGS/kernel-source-$series.log" parent="$cache/kernel-host/$series"
    rm -rf -- "$parent"/.unfinished.*
    mkdir -p "$parent" && temporary="$(mktemp -d "$parent/.unfinished.XXXXXX")" && chmod 755 "$temporary" || return 1
    note "fetching the source of kernel $(upstream_version "$source_version") (150 MB)"
    (cd "$temporary" && apt-get "${apt_options[@]}" download "linux-source-$series=$source_version" </dev/null) >"$log" 2>&1 &&
        unpack_source "$temporary"/*.deb "$temporary/tree" 2>>"$log" && upstream_version "$source_version" >"$temporary/tree/version" || return 1
    rm -rf -- "$parent/source" && mv "$temporary/tree" "$parent/source" && rm -rf -- "$temporary" && temporary=
}

# A tree that lacks a file of today's list is fetched again.
has_source() {
    local tree="$cache/kernel-host/$series/source"
    [[ "$(cat "$tree/version" 2>/dev/null)" == "$1" ]] && "$HOST_SCRIPT" --series "$series" --has "$tree"
}

ensure_source() {
    local wanted="$1" arch="$REQUIRED_ARCH" package_arch="${PACKAGE_ARCHES[$REQUIRED_ARCH]}"
    ! has_source "$wanted" || return 0
    reason="the source of kernel $wanted is not in $cache, and"
    ! offline || { reason+=" BINDGEN_OFFLINE forbids to fetch it"; return 1; }
    { has apt-get && has dpkg-deb && has xz; } || { reason+=" apt-get, dpkg-deb or xz is not here to fetch it"; return 1; }
    (($(df -Pk "$cache" | awk 'NR == 2 { print $4 }') > HOST_DISK_KB)) || { reason+=" there is less than $((HOST_DISK_KB / 1024)) MB left in $cache"; return 1; }
    { system_lists && find_source "$wanted"; } || { own_lists && find_source "$wanted"; } ||
        { reason+=" no package source offers linux-source-$series"; return 1; }
    ! has_source "$(upstream_version "$source_version")" || return 0
    download_source || { reason+=" it could not be fetched: see $LOGS/kernel-source-$series.log"; return 1; }
}

# ensure_host SERIES: says in SERIES/missing of the cache why there is none, for the tests to print.
ensure_host() {
    local series="$1" host="$cache/kernel-host/$1" reason='' headers
    mkdir -p "$host"
    headers="$(compgen -G "$cache/kernels/$series/$REQUIRED_ARCH/usr/src/linux-headers-*-${PACKAGE_ARCHES[$REQUIRED_ARCH]}" | tail -n 1)"
    if [[ "$(uname -m)" != "$REQUIRED_ARCH" ]]; then
        reason="the kernel host is for $REQUIRED_ARCH, and this machine is $(uname -m)"
    elif ! has make || ! has gcc || ! has ld; then
        reason="gcc, make or ld is not installed (sudo apt-get install gcc binutils make xz-utils)"
    elif ensure_source "$(cached_version "$series" "$REQUIRED_ARCH")"; then
        reason=''
        "$HOST_SCRIPT" --series "$series" --source "$host/source" --headers "$headers" --shims "output/linux-$series/shims" --out "$host" ||
            die "the kernel host of $series does not build"
    fi
    if [[ -z "$reason" ]]; then
        rm -f "$host/missing"
        return
    fi
    [[ "${BINDGEN_REQUIRE_HOST:-}" != 1 ]] || die "there is no kernel host of $series: $reason"
    note "no kernel host of $series, and its tests are skipped: $reason"
    printf '%s\n' "$reason" >"$host/missing"
}

# What only the kernel hosts need: gcc itself, because their flags are gcc's, and its sanitizers come with it.
install_for_hosts() {
    has make && has xz && has gcc && has ld && return
    ((EUID == 0)) && has apt-get && ! offline || return 0
    note "installing gcc, binutils, make and xz-utils, for the kernel hosts"
    DEBIAN_FRONTEND=noninteractive logged apt-install-host apt-get install -y --no-install-recommends gcc libc6-dev binutils make xz-utils ||
        note "apt-get could not install them: see $LOGS/apt-install-host.log"
}

setup_hosts() {
    local series
    install_for_hosts
    for series in "${KERNEL_SERIES[@]}"; do
        ensure_host "$series"
    done
}

# What only the tests of pages need; without it they are skipped, and say so.
install_browser() {
    has chromium || has chromium-browser || has google-chrome && return
    if ((EUID == 0)) && has apt-get && ! offline; then
        note "installing chromium, for the tests of HTML pages"
        DEBIAN_FRONTEND=noninteractive logged apt-install-browser apt-get install -y --no-install-recommends chromium ||
            note "apt-get could not install it: see $LOGS/apt-install-browser.log"
    fi
    [[ "${BINDGEN_REQUIRE_BROWSER:-}" != 1 ]] || has chromium || die "there is no browser for the tests of HTML pages" "Install chromium and run this again."
}

# ---- Verbs -----------------------------------------------------------------------------------------------------------

# setup PROJECT: the project is built, and the tool with it.
setup() {
    export BINDGEN_CACHE="$cache"
    require_dotnet
    mkdir -p "$LOGS"
    install_missing
    build "$1"
    setup_kernels
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
    setup BindGen.sln
    tool generate "$PROJECT" "$@"
    # With arguments, only a part is asked for.
    (($# > 0)) || tool diff linux-6.1 linux-6.12 --project "$PROJECT" --from api --format html -o "$DIFFERENCE"
}

# count NAME: adds up one counter over the results of all test assemblies.
count() {
    find "$TEST_RESULTS" -name '*.trx' -exec grep -oE '<Counters [^>]*>' {} + |
        grep -oE " $1=\"[0-9]+\"" | tr -dc '0-9\n' | awk '{ sum += $1 } END { print sum + 0 }'
}

run_tests() {
    setup BindGen.sln
    setup_hosts
    install_browser
    rm -rf -- "$TEST_RESULTS"
    local status=0 total executed passed failed skipped
    # Hundreds of short processes never live long enough to gain from what is recorded for the optimizer.
    export DOTNET_TieredPGO=0
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
    setup "$TOOL"
    build tests/BindGen.Benchmarks
    if [[ "${1:-}" == safety ]]; then
        dotnet run --project tests/BindGen.Benchmarks -c "$CONFIGURATION" --no-build -- safety
        return
    fi
    logged publish dotnet publish "$TOOL" -c "$CONFIGURATION" -r "linux-$(dotnet_arch)" --self-contained false \
        -p:PublishReadyToRun=true -nodeReuse:false -o artifacts/tool || die "the tool does not publish"
    dotnet run --project tests/BindGen.Benchmarks -c "$CONFIGURATION" --no-build -- artifacts/tool/BindGen.Cli .
}

# sweeps VERB ARGS…
sweeps() {
    setup "$TOOL"
    build tests/BindGen.Sweeps
    dotnet "artifacts/bin/BindGen.Sweeps/${CONFIGURATION,,}/BindGen.Sweeps.dll" "$@"
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
    bench)
        (($# == 0)) || [[ "$*" == safety ]] || wrong_usage "bench takes no argument, or 'safety'"
        bench "$@"
        ;;
    sweep | fuzz) sweeps "$verb" "$@" ;;
    host)
        (($# == 0)) || wrong_usage "host takes no arguments"
        setup "$TOOL"
        setup_hosts
        ;;
    setup)
        (($# == 0)) || wrong_usage "setup takes no arguments"
        setup "$TOOL"
        BINDGEN_OFFLINE=1 tool kernels list 2>/dev/null
        ;;
    -h | --help | help) usage ;;
    *) wrong_usage "there is no verb '$verb'" ;;
esac
