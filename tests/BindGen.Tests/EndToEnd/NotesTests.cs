using BindGen.Tests.Clang;
using Xunit;

namespace BindGen.Tests.EndToEnd;

/// <summary>Macros with parameters and functions with a variable number of arguments, called from C# in a library that counts.</summary>
public sealed class NotesTests
{
    private const string Rules =
        """
        header <notes.h>;
        prototype "struct note *note_create_plain(const char *text)", "bool note_is_empty(const struct note *note)";
        prototype "long note_length(struct note *text)";
        prototype "long note_sum(int count, long first, long second)";

        handle Note = struct note {
            refcounted note_get / note_put;

            note_create(level, format: "\"%s\" %d%% of %lu", title: string, percent, total) as Create -> owned;
            note_create_plain(text: string) as CreatePlain -> owned;
            note_append(note, format: " (%s, %s)", first: string, second: string) as Append -> errno;
            note_text(note) as CopyText -> string;
            note_is_empty(note) as IsEmpty;
            note_length(text) as CountBytes;
        }

        functions Numbers {
            note_sum(count, first, second) as Sum;
            notes_live as CountLive;
            notes_violations as CountViolations;
        }
        """;

    private const string Driver =
        """
        using Notes;

        public static class Driver
        {
            public static string Formatted()
            {
                using var note = Note.Create(3, "100 %s", -5, nuint.MaxValue);
                note.Append("a", "%n");
                return note.CopyText();
            }

            public static string Plain()
            {
                using var note = Note.CreatePlain("grüße %d");
                using var empty = Note.CreatePlain("");
                return $"{note.CopyText()} {note.CountBytes()} {note.IsEmpty()} {empty.IsEmpty()} {empty.CountBytes()}";
            }

            public static string Sum() => $"{Numbers.Sum(2, 40, 2)} {Numbers.Sum(1, -7, 2)}";

            public static int Live() => Numbers.CountLive();

            public static int Violations() => Numbers.CountViolations();
        }
        """;

    [NotesFact]
    public void What_has_no_symbol_or_no_types_is_called_through_shims()
    {
        using var notes = new BoundLibrary("notes", "Notes", Rules, Driver);

        Assert.Equal("3: \"100 %s\" -5% of 18446744073709551615 (a, %n)", notes.Call<string>("Formatted"));
        Assert.Equal("grüße %d 10 False True 0", notes.Call<string>("Plain"));
        Assert.Equal("42 -7", notes.Call<string>("Sum"));
        Assert.Equal(0, notes.Call<int>("Live"));
        Assert.Equal(0, notes.Call<int>("Violations"));
    }

    [NotesFact]
    public void A_format_stands_in_the_shim_and_not_in_its_signature()
    {
        using var notes = new BoundLibrary("notes", "Notes", Rules, Driver);

        Assert.Contains(
            """
            struct note *bindgen_note_create(int bindgen_level, const char *bindgen_title, int bindgen_percent, unsigned long bindgen_total)
            {
                return note_create(bindgen_level, "\"%s\" %d%% of %lu", bindgen_title, bindgen_percent, bindgen_total);
            }
            """, notes.Shims, StringComparison.Ordinal);
    }
}

/// <summary>A test that needs libclang, make and a C compiler.</summary>
public sealed class NotesFactAttribute : LibClangFactAttribute
{
    public NotesFactAttribute() => Skip ??= CCompiler.Find("make") is null ? "make is not on the PATH" : CCompiler.Find("cc") is null ? "cc is not on the PATH" : null;
}
