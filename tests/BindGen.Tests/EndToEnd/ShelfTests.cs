using Xunit;

namespace BindGen.Tests.EndToEnd;

/// <summary>The forms of the safe layer that no kernel header under test asks for, run in a library that counts.</summary>
public sealed class ShelfTests : IClassFixture<ShelfTests.Library>
{
    private const string Rules =
        """
        header <shelf.h>;

        handle Shelf = struct shelf {
            refcounted shelf_get / shelf_put;

            shelf_open(name: string) as Open -> owned, nullable;
            shelf_add(shelf, title: string, book: out owned) as Add -> errno;
            shelf_count(shelf) as Count, unsafe SHELF-STILL "nobody adds a book meanwhile" -> errno, positive "the number of books";
            shelf_first(shelf) as First -> borrowed from shelf, nullable;
            shelf_close(shelf, last: consumed on success nullable) as Close -> errno;
        }

        handle Book = struct book {
            refcounted book_get / book_put;
            weak book_get_unless_zero;

            book_title(book) as CopyTitle -> string;
            book_write(book, text: counted by length, length) as Write;
            book_read(book, text: counted by length, length) as Read -> errno, positive "the number of bytes";
        }

        handle Letter = struct letter {
            static;

            letter_code(letter) as GetCode;
            letter_is_lower(letter) as IsLower;
            letter_get skip "nobody keeps a letter";
            letter_put skip "nobody keeps a letter";
        }

        handle Label = struct label {
            static;
        }

        enumerator ShelfWalk = shelf_walk(shelf, from: consumed nullable, minimum) -> owned, nullable;

        enumerator Letters = letters_begin(letters: cursor, book, skipped: string) / letters_end(letters: cursor) {
            letters_next(letters: cursor) -> borrowed, nullable;
        }

        registration PrintedLabel = label_print(text: string) / label_shred(label) -> borrowed Label, nullable;

        registration AttachedLabel = shelf_attach(label: retained until shelf_detach, shelf, row) / shelf_detach(label, shelf: same as shelf, row);

        functions Shelves {
            book_compare(left: counted by count, right: counted by count, count) as Compare;
            book_note(book, size) as Note -> borrowed from book, counted by size, nullable;
            shelf_live as CountLive;
            shelf_violations as CountViolations;
        }
        """;

    private const string Driver =
        """
        using System;
        using System.Collections.Generic;
        using BindGen.Runtime;
        using Reading;

        public static class Driver
        {
            private static readonly Acknowledgement Still = new("SHELF-STILL", "one thread");

            public static string Given()
            {
                using var shelf = Shelf.Open("home")!;
                shelf.Add("Emma", out var emma);
                using (emma)
                {
                    var failed = Fails(() => shelf.Add("", out _));
                    return $"{emma!.CopyTitle()} {failed} {shelf.Count(Still)} {Fails(() => shelf.Count(new Acknowledgement("SHELF", "another")))}";
                }
            }

            public static string Buffers()
            {
                using var shelf = Shelf.Open("home")!;
                shelf.Add("Emma", out var emma);
                using var _ = emma!;
                var written = emma.Write([1, 2, 3]);
                Span<byte> read = stackalloc byte[4];
                var count = emma.Read(read);
                var none = emma.Read([]);
                return $"{written} {count} {read[2]} {read[3]} {none} {Fails(() => emma.Read(new byte[100]))} {Fails(() => emma.Read(new byte[100_000]))} "
                    + $"{Shelves.Compare([1, 2], [1, 3])} {Fails(() => Shelves.Compare([1], [1, 2]))} {Shelves.Compare([], [])}";
            }

            public static string Consumed()
            {
                using var shelf = Shelf.Open("home")!;
                using var other = Shelf.Open("office")!;
                shelf.Add("Emma", out var emma);
                other.Close(emma);
                var used = Fails(() => emma!.CopyTitle());
                shelf.Close(null);
                return $"{used} {shelf.Count(Still)} {other.Count(Still)}";
            }

            public static string Walked()
            {
                using var shelf = Filled();
                var titles = new List<string>();
                foreach (var book in ShelfWalk.Of(shelf, 5))
                    titles.Add(book.CopyTitle());
                Book? kept = null;
                foreach (var book in ShelfWalk.Of(shelf, 0))
                {
                    kept = book.Retain();
                    break;
                }
                var walk = ShelfWalk.Of(shelf, 0);
                shelf.Dispose();
                walk.MoveNext();
                var first = walk.Current;
                walk.MoveNext();
                var isOver = false;
                try
                {
                    first.CopyTitle();
                }
                catch (ObjectDisposedException)
                {
                    isOver = true;
                }
                var title = walk.Current.CopyTitle();
                walk.Dispose();
                using (kept)
                    return $"{string.Join(",", titles)} {kept!.CopyTitle()} {isOver} {title}";
            }

            public static string Spelled()
            {
                using var shelf = Filled();
                var text = "";
                shelf.UseFirst(book =>
                {
                    using var kept = book.Retain();
                    foreach (var letter in Letters.Of(kept, "E"))
                        text += (char)letter.GetCode();
                    foreach (var letter in Letters.Of(kept, ""))
                        break;
                });
                using var empty = Shelf.Open("empty")!;
                return $"{text} {empty.UseFirst(_ => text = "")}";
            }

            public static string Weak()
            {
                using var shelf = Filled();
                Book? kept = null;
                var was = false;
                shelf.UseFirst(book => was = book.TryRetain(out kept));
                using (kept)
                    return $"{was} {kept!.CopyTitle()}";
            }

            public static string Noted()
            {
                LentMemory note;
                using (var shelf = Filled())
                {
                    Book? kept = null;
                    shelf.UseFirst(book => kept = book.Retain());
                    using (kept)
                        note = Shelves.Note(kept!, 8)!;
                }
                var sum = -1;
                note.Use(bytes =>
                {
                    bytes[7] = 3;
                    sum = bytes[0] + bytes[7] + bytes.Length;
                });
                note.Dispose();
                return $"{sum} {Fails(() => note.Use(_ => { }))}";
            }

            public static string Attached()
            {
                var label = PrintedLabel.Register("novels");
                AttachedLabel attached;
                using (var shelf = Filled())
                {
                    attached = AttachedLabel.Register(label, shelf, 3);
                    Fails(() => AttachedLabel.Register(label, shelf, 4));
                }
                var early = Fails(label.Dispose);
                attached.Dispose();
                label.Dispose();
                return $"{early} {label.IsEnded} {Fails(() => PrintedLabel.Register(""))}";
            }

            public static int Live()
            {
                GC.Collect();
                return Shelves.CountLive();
            }

            public static int Violations() => Shelves.CountViolations();

            private static Shelf Filled()
            {
                var shelf = Shelf.Open("home")!;
                foreach (var title in new[] { "Emma", "Persuasion", "Sanditon" })
                {
                    shelf.Add(title, out var book);
                    book!.Dispose();
                }
                return shelf;
            }

            private static string Fails(Action action)
            {
                try
                {
                    action();
                    return "done";
                }
                catch (Exception exception)
                {
                    return exception.GetType().Name;
                }
            }
        }
        """;

    private readonly BoundLibrary? _library;

    public ShelfTests(Library library) => _library = library.Bound;

    [NotesFact]
    public void What_c_gives_through_a_pointer_is_owned_when_the_call_succeeded() => Assert.Equal("Emma KernelException 1 ArgumentException", Call("Given"));

    [NotesFact]
    public void Buffers_go_with_their_length() =>
        Assert.Equal("3 4 3 0 0 KernelException OverflowException -1 ArgumentOutOfRangeException 0", Call("Buffers"));

    [NotesFact]
    public void A_consumed_argument_may_be_absent() => Assert.Equal("ObjectMovedException 0 1", Call("Consumed"));

    [NotesFact]
    public void A_walk_owns_the_object_that_it_is_at() => Assert.Equal("Persuasion,Sanditon Emma True Persuasion", Call("Walked"));

    [NotesFact]
    public void A_cursor_keeps_what_it_goes_through() => Assert.Equal("mma False", Call("Spelled"));

    [NotesFact]
    public void A_weak_reference_is_upgraded_while_there_is_one_left() => Assert.Equal("True Emma", Call("Weak"));

    [NotesFact]
    public void Memory_of_an_object_keeps_the_object() => Assert.Equal("11 ObjectDisposedException", Call("Noted"));

    [NotesFact]
    public void What_is_registered_in_two_objects_keeps_both() => Assert.Equal("InvalidOperationException True NullResultException", Call("Attached"));

    private string Call(string method)
    {
        var answer = _library!.Call<string>(method);
        Assert.Equal(0, _library.Call<int>("Violations"));
        Assert.Equal(0, _library.Call<int>("Live"));
        return answer;
    }

    /// <summary>Built once for all tests; not at all where they are skipped.</summary>
    public sealed class Library : IDisposable
    {
        internal BoundLibrary? Bound { get; } = new NotesFactAttribute().Skip is null ? new BoundLibrary("shelf", "Reading", Rules, Driver) : null;

        public void Dispose() => Bound?.Dispose();
    }
}
