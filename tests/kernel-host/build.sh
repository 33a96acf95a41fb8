#!/usr/bin/env bash
# SPDX-License-Identifier: MIT OR GPL-2.0
# Builds the kernel host of one kernel series: see README.md. `./build.sh --help` tells the options.
set -euo pipefail
readonly HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

usage() {
    cat <<'END'
Usage: build.sh --series 6.12 --source DIR --headers DIR --shims DIR --out DIR [--variant plain|sanitized] [--force]

  --series S     the kernel series: which lines of `files` and `stubs` hold
  --source DIR   the kernel's source tree, as far as `build.sh --paths` names it
  --headers DIR  the distribution's generated headers for the same kernel (linux-headers-VERSION-amd64)
  --shims DIR    the generated shims of inline functions and macros (output/linux-S/shims)
  --out DIR      where objects and the library go: DIR/plain/libkernelhost.so, DIR/sanitized/libkernelhost.so
  --variant V    only this one; both without it. `sanitized` has AddressSanitizer and UndefinedBehaviorSanitizer
  --force        link again, even when nothing changed
  --paths        print what a source tree must hold, as patterns for tar, and end
  --has DIR      end with 0 when the source tree holds every file that is listed, with 1 otherwise

A library that was made of the same files by the same compiler is left alone. Exit codes: 0 done; 1 something is missing or does not
compile or link, or KUnit fails; 2 wrong usage.
END
}

die() { printf 'kernel host: error: %s\n' "$1" >&2; shift; (($# == 0)) || printf '  %s\n' "$@" >&2; exit 1; }
wrong_usage() { printf 'kernel host: error: %s\n\n' "$1" >&2; usage >&2; exit 2; }

series='' source='' headers='' shims='' out='' has='' force='' paths=''
variants=()
while (($# > 0)); do
    case "$1" in
        --series | --source | --headers | --shims | --out | --has) (($# > 1)) || wrong_usage "$1 takes a value"; printf -v "${1#--}" %s "$2"; shift ;;
        --variant) (($# > 1)) || wrong_usage "$1 takes a value"; variants+=("$2"); shift ;;
        --force) force=1 ;;
        --paths) paths=1 ;;
        -h | --help) usage; exit 0 ;;
        *) wrong_usage "there is no option '$1'" ;;
    esac
    shift
done
((${#variants[@]} > 0)) || variants=(plain sanitized)

# listed FILE: the lines of `files` or `stubs` that hold for the series, without comments and conditions.
listed() {
    awk -v series="$series" '
        function number(text, part) { split(text, part, "."); return part[1] * 1000 + part[2] }
        {
            sub(/ *#.*/, "")
            for (i = 1; i < NF; i++)
                if (($i == "since" && number(series) < number($(i + 1))) || ($i == "until" && number(series) > number($(i + 1)))) next
            gsub(/ +(since|until) [0-9.]+/, "")
            if (NF) print
        }' "$HERE/$1"
}

if [[ -n "$paths" ]]; then
    [[ -n "$series" ]] || wrong_usage "--paths needs --series"
    printf '*/%s\n' include arch/x86/include
    listed files | sed 's|/[^/]*$||' | LC_ALL=C sort -u | sed 's|.*|*/&/*.[ch]|'
    exit 0
fi
if [[ -n "$has" ]]; then
    listed files | while read -r file _; do [[ -f "$has/$file" ]] || exit 1; done
    exit
fi
for option in series source headers shims out; do
    [[ -n "${!option}" ]] || wrong_usage "--$option is missing"
done
[[ -d "$source/include/linux" ]] || die "there is no kernel source in $source"
[[ -s "$headers/include/generated/autoconf.h" ]] || die "there are no generated headers in $headers"
[[ "$(uname -m)" == x86_64 ]] || die "the kernel host is for x86_64, and this machine is $(uname -m)"
for tool in gcc make ld objcopy nm; do
    command -v "$tool" >/dev/null || die "$tool is not installed" "Install it: sudo apt-get install gcc make binutils"
done

# What the library depends on beside the kernel's source: its name tells one tree from the next.
key() {
    {
        gcc --version | head -n 1
        printf '%s\n' "$source" "$headers" "$(basename "$headers")"
        find "$HERE" -type f ! -name README.md -printf '%P\n' | LC_ALL=C sort | sed "s|^|$HERE/|" | xargs -d '\n' cat
        cat "$shims"/*.c
    } | sha256sum | cut -d ' ' -f 1
}

# ---- Headers that the overlay does not have as files ----------------------------------------------------------------

# replace FILE: takes the standard input, unless FILE is the same: what depends on it is then not built again.
replace() {
    mkdir -p "$(dirname "$1")"
    cat >"$1.new"
    if cmp -s "$1.new" "$1"; then rm "$1.new"; else mv "$1.new" "$1"; fi
}

configuration() {
    awk '
        FNR == NR { if (/^[-+]/) changed["CONFIG_" substr($1, 2)]; if (/^\+/) added = added "#define CONFIG_" substr($0, 2) "\n"; next }
        { name = $2; sub(/_MODULE$/, "", name); if (!(name in changed)) print }
        END { printf "%s", added }' <(sed 's/ *#.*//' "$HERE/config") "$headers/include/generated/autoconf.h"
}

# static_cpu_has() patches itself when the kernel starts; its slow form is the same without that.
cpu_features() {
    awk '
        /^static __always_inline bool _static_cpu_has\(/ { print; print "{\n\treturn boot_cpu_has(bit);\n}"; skipping = 1 }
        !skipping
        /^}/ { skipping = 0 }' "$source/arch/x86/include/asm/cpufeature.h"
}

prepare() {
    configuration | replace "$out/overlay/generated/autoconf.h"
    cpu_features | replace "$out/overlay/asm/cpufeature.h"
    grep -q 'return boot_cpu_has(bit);' "$out/overlay/asm/cpufeature.h" ||
        die "arch/x86/include/asm/cpufeature.h of this kernel has no _static_cpu_has that could be replaced"
    listed files | awk 'NF == 1 && /\.c$/' | replace "$out/files"
    listed stubs | replace "$out/stubs"
    awk '{ print $2 }' "$headers/Module.symvers" | LC_ALL=C sort -u | replace "$out/exported"
    local file missing=()
    while read -r file _; do
        [[ -f "$source/$file" ]] || missing+=("$file")
    done < <(listed files)
    ((${#missing[@]} == 0)) || die "this kernel lacks files that tests/kernel-host/files names:" "${missing[@]}"
}

# ---- One variant ----------------------------------------------------------------------------------------------------

# shown TOTAL: a counter on a terminal, one step for each object that make names.
shown() {
    local done=0 line
    while read -r line; do
        if [[ "$line" == "CC "* ]]; then
            done=$((done + 1))
            [[ ! -t 2 ]] || printf '\rkernel host %s %s: %d of up to %d files' "$series" "$variant" "$done" "$1" >&2
        fi
    done
    [[ ! -t 2 ]] || printf '\r\033[K' >&2
}

compile() {
    local status=0
    make -f "$HERE/compile.mk" -j"$(nproc)" --no-print-directory HERE="$HERE" SOURCE="$source" HEADERS="$headers" SHIMS="$shims" OUT="$out" \
        VARIANT="$variant" 2>"$directory/compile.log" | shown "$(wc -l <"$out/files")" || status=$?
    ((status == 0)) || { tail -n 40 "$directory/compile.log" >&2; die "the $variant kernel host of $series does not compile" "All of it is in $directory/compile.log."; }
}

build() {
    local variant="$1" directory="$out/$1" wanted began
    mkdir -p "$directory"
    wanted="$(key)"
    if [[ -z "$force" && -f "$directory/libkernelhost.so" && "$(cat "$directory/key" 2>/dev/null)" == "$wanted" ]]; then
        return
    fi
    began="$(date +%s)"
    rm -f "$directory/key"
    prepare
    compile
    "$HERE/link.sh" "$HERE" "$out" "$variant" || die "the $variant kernel host of $series does not link"
    gate
    printf '%s\n' "$wanted" >"$directory/key"
    printf 'kernel host %s %s: built in %d s\n' "$series" "$variant" "$(($(date +%s) - began))" >&2
}

# The kernel's own tests decide whether the shim under its code is right.
gate() {
    local status=0
    # The books look for leaks: what the boot allocates is never given back.
    ASAN_OPTIONS=detect_leaks=0 "$directory/kunit" "$directory/libkernelhost.so" >"$directory/kunit.log" 2>&1 || status=$?
    tail -n 1 "$directory/kunit.log" | sed "s/^/kernel host $series $variant: /" >&2
    ((status == 0)) || { grep -E '^ *not ok|^ *# .*: (EXPECTATION|ASSERTION)|WARNING|BUG|ERROR: AddressSanitizer|runtime error' "$directory/kunit.log" | head -n 40 >&2
        die "the kernel's own tests do not pass in the $variant kernel host of $series (exit $status)" "All they printed is in $directory/kunit.log."; }
}

for variant in "${variants[@]}"; do
    case "$variant" in
        plain | sanitized) build "$variant" ;;
        *) wrong_usage "there is no variant '$variant'" ;;
    esac
done
