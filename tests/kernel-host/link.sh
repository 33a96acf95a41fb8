#!/usr/bin/env bash
# SPDX-License-Identifier: MIT OR GPL-2.0
# link.sh HERE OUT VARIANT: makes OUT/VARIANT/libkernelhost.so of the objects there. build.sh calls it.
set -euo pipefail
readonly HERE="$1" OUT="$2" DIRECTORY="$2/$3" VARIANT="$3"
readonly OBJECTS="$DIRECTORY/objects" WORK="$DIRECTORY/link"
rm -rf -- "$WORK"
mkdir -p "$WORK"

# The kernel's objects, with the functions that the books stand before under another name, and statics that the shim calls by name.
while read -r file symbol; do
    target="$WORK/${file//\//_}.o"
    [[ -f "$target" ]] || cp "$OBJECTS/kernel/${file%.c}.o" "$target"
    case "$symbol" in
        +*) objcopy --globalize-symbol="${symbol#+}" "$target" ;;
        *) objcopy --redefine-sym "$symbol=real_$symbol" "$target" ;;
    esac
done < <(sed 's/#.*//; /^ *$/d' "$HERE/shim/hooks.list" | awk '{ print $2, $1 }')

inputs=()
while read -r file; do
    replaced="$WORK/${file//\//_}.o"
    if [[ -f "$replaced" ]]; then inputs+=("$replaced"); else inputs+=("$OBJECTS/kernel/${file%.c}.o"); fi
done <"$OUT/files"
mapfile -t ours < <(find "$OBJECTS/shim" "$OBJECTS/generated" -name '*.o' | LC_ALL=C sort)
mapfile -t system < <(find "$OBJECTS/system" -name '*.o' | LC_ALL=C sort)
ld -r -o "$WORK/kernel.o" "${inputs[@]}" "${ours[@]}"

# Sections that the kernel's own linker script collects get names that any linker marks the ends of.
renames=()
for level in early 0 0s 1 1s 2 2s 3 3s 4 4s 5 5s 6 6s 7 7s; do
    renames+=(--rename-section ".initcall$level.init=host_initcall_$level")
done
objcopy "${renames[@]}" --rename-section .kunit_test_suites=host_kunit_suites "$WORK/kernel.o"

# What is still undefined must be on the list: nothing becomes a stub unseen.
nm -u "$WORK/kernel.o" | awk '{ print $2 }' |
    grep -Ev '^(_GLOBAL_OFFSET_TABLE_|__asan_.*|__ubsan_.*|__tls_get_addr|__(start|stop)_.*|__kunit_(init_)?suites_(start|end)|memcpy|memmove|memset)$' | LC_ALL=C sort -u >"$WORK/undefined.all"
nm "${system[@]}" | awk '$2 ~ /^[TDBRV]$/ { print $3 }' | LC_ALL=C sort -u | LC_ALL=C comm -23 "$WORK/undefined.all" - >"$WORK/undefined"
awk '{ print $1 }' "$OUT/stubs" | LC_ALL=C sort -u >"$WORK/listed"
LC_ALL=C comm -23 "$WORK/undefined" "$WORK/listed" >"$WORK/unexpected"
LC_ALL=C comm -13 "$WORK/undefined" "$WORK/listed" >"$WORK/superfluous"
if [[ -s "$WORK/unexpected" ]]; then
    printf 'kernel host: error: this kernel calls what neither the host has nor tests/kernel-host/stubs lists:\n' >&2
    sed 's/^/  /' "$WORK/unexpected" >&2
    printf 'Implement it in shim/, or add a line to stubs: NAME aborts, NAME returns 0, or NAME data BYTES.\n' >&2
    exit 1
fi
[[ ! -s "$WORK/superfluous" ]] ||
    printf 'kernel host: note: stubs lists names that nothing calls: %s\n' "$(tr '\n' ' ' <"$WORK/superfluous")" >&2

awk '
    NR == FNR { used[$1]; next }
    !($1 in used) { next }
    $2 == "data" { printf "\t.globl %s\n\t.bss\n\t.balign 64\n%s:\n\t.zero %d\n", $1, $1, $3; next }
    { printf "\t.section .text.%s,\"ax\",@progbits\n\t.globl %s\n\t.type %s, @function\n%s:\n", $1, $1, $1, $1 }
    $2 == "returns" { printf "\txorl %%eax, %%eax\n\tret\n"; next }
    $2 == "aborts" { printf "\tmovq (%%rsp), %%rsi\n\tleaq 9f(%%rip), %%rdi\n\tpushq %%rbp\n\tmovq %%rsp, %%rbp\n\tandq $-16, %%rsp\n\tcall host_unimplemented@PLT\n\t.section .rodata.host_names,\"aMS\",@progbits,1\n9:\t.string \"%s\"\n", $1; next }
    { print "#error " $0 }
    END { print "\t.section .note.GNU-stack,\"\",@progbits" }' "$WORK/undefined" "$OUT/stubs" >"$WORK/stubs.s"
gcc -c "$WORK/stubs.s" -o "$WORK/stubs.o"

# Exported: what the kernel exports to modules, the shims of inline functions, and what tests ask of the host.
{
    printf '{ global: host_*; bindgen_*;\n'
    nm "$WORK/kernel.o" | awk '$2 ~ /^[TDBRVW]$/ { print $3 }' | LC_ALL=C sort -u | LC_ALL=C comm -12 - "$OUT/exported" |
        grep -Ev '^(mem|str|bcmp|snprintf|sprintf|vsnprintf|vsprintf|sscanf|vsscanf|sort$|bsearch$|isspace|tolower|toupper|hex)' | sed 's/$/;/'
    printf 'local: *; };\n'
} >"$WORK/exports"
# A table that no file of this kernel adds to has no section whose ends could be named: it is empty.
empty=()
for table in __modver __param; do
    readelf -SW "$WORK/kernel.o" | grep -q " $table " || empty+=("-Wl,--defsym=__start_$table=0" "-Wl,--defsym=__stop_$table=0")
done
gcc -shared -o "$WORK/libkernelhost.so" "$WORK/kernel.o" "$WORK/stubs.o" "${system[@]}" $([[ "$VARIANT" != sanitized ]] || echo -fsanitize=address,undefined) \
    -Wl,-Bsymbolic -Wl,--gc-sections -Wl,-z,nostart-stop-gc -Wl,--version-script="$WORK/exports" -Wl,-soname,libkernelhost.so \
    -Wl,--defsym=__kunit_suites_start=__start_host_kunit_suites -Wl,--defsym=__kunit_suites_end=__stop_host_kunit_suites \
    -Wl,--defsym=__kunit_init_suites_start=__start_host_kunit_suites -Wl,--defsym=__kunit_init_suites_end=__start_host_kunit_suites \
    "${empty[@]}" -lpthread -ldl
mv "$WORK/libkernelhost.so" "$DIRECTORY/libkernelhost.so"
