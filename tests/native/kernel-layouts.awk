# SPDX-License-Identifier: MIT
# What generated wrappers expect (safe/NativeLayouts.cs), as rows of the table in kernel-layouts.c.
BEGIN { FS = "\"" }
{ split($3, figures, ", ") }
/^        new\("/ { record = $2; printf "\t{ \"%s\", 0, %d, %d },\n", record, figures[2], figures[3] }
/^            new\("/ { printf "\t{ \"%s\", \"%s\", %d, %d },\n", record, $2, figures[3], figures[2] }
