using Xunit;

namespace BindGen.MisuseTests.Refused;

/// <summary>A borrow ends with the call that lent it: the compiler keeps it from whatever lives longer.</summary>
public sealed class BorrowTests
{
    [Fact]
    [Misuse("M04", MisuseKind.CompileError, "CS1061")]
    public void What_is_borrowed_cannot_be_put() => UserCode.OfConcepts.Refuses(
        """
        public static void Put(Counted counted) => counted.Use(borrowed =>
        {
            borrowed.Dispose(); // error CS1061
            borrowed.Retain().Dispose();
        });
        """);

    [Fact]
    [Misuse("M06", MisuseKind.CompileError, "CS8345")]
    public void A_borrow_is_no_field() => UserCode.OfConcepts.Refuses(
        """
        private CountedRef<Normal> _kept; // error CS8345
        private static CountedRef<Normal> Shared; // error CS8345
        //: private Counted? _kept;
        public void Keep(Counted counted) => counted.Use(borrowed =>
        {
            //: _kept = borrowed.Retain();
        });
        """);

    [Fact]
    [Misuse("M06", MisuseKind.CompileError, "CS0029")]
    public void A_borrow_is_no_object() => UserCode.OfConcepts.Refuses(
        """
        public static void Box(Counted counted) => counted.Use(borrowed =>
        {
            object boxed = borrowed; // error CS0029
            IEquatable<CountedRef<Normal>> seen = borrowed; // error CS0029
            //: object boxed = borrowed.Retain();
        });
        """);

    [Fact]
    [Misuse("M06", MisuseKind.CompileError, "CS0611")]
    [Misuse("M06", MisuseKind.CompileError, "CS9244")]
    public void A_borrow_is_in_no_collection() => UserCode.OfConcepts.Refuses(
        """
        public static void Collect(Counted counted) => counted.Use(borrowed =>
        {
            var array = new CountedRef<Normal>[1]; // error CS0611
            var list = new List<CountedRef<Normal>>(); // error CS9244
            //: var list = new List<Counted> { borrowed.Retain() };
        });
        """);

    [Fact]
    [Misuse("M06", MisuseKind.CompileError, "CS9108")]
    public void A_borrow_is_not_captured() => UserCode.OfConcepts.Refuses(
        """
        public static void Later(Counted counted) => counted.Use(borrowed =>
        {
            Task.Run(() => borrowed.Value()); // error CS9108
            //: var kept = borrowed.Retain();
            //: Task.Run(() => { using (kept) kept.Value(); });
        });
        """);

    [Fact]
    [Misuse("M06", MisuseKind.CompileError, "CS4007")]
    public void A_borrow_does_not_outlast_an_await() => UserCode.OfConcepts.Refuses(
        """
        public static async Task Wait(Counted counted)
        {
            CountedRef<Normal> borrowed = default;
            await Task.Yield();
            borrowed.Value(); // error CS4007
            //: counted.Use(later => later.Value());
        }
        """);

    [Fact]
    [Misuse("M06", MisuseKind.CompileError, "CS8352")]
    [Misuse("M07", MisuseKind.CompileError, "CS8352")]
    public void A_borrow_does_not_leave_its_callback() => UserCode.OfConcepts.Refuses(
        """
        private ref struct Pocket
        {
            public CountedRef<Normal> Kept;

            public void Fill(scoped CountedRef<Normal> borrowed)
            {
                Kept = borrowed; // error CS8352
            }
        }

        public static CountedRef<Normal> Return(scoped CountedRef<Normal> borrowed)
        {
            return borrowed; // error CS8352
            //: return default;
        }
        """);

    [Fact]
    [Misuse("M07", MisuseKind.CompileError, "CS8175")]
    public void A_borrow_does_not_outlive_its_owner() => UserCode.OfConcepts.Refuses(
        """
        public static int Outlive()
        {
            CountedRef<Normal> kept = default;
            using (var counted = Counted.Create(1))
                counted.Use(borrowed => kept = borrowed); // error CS8175
            //: { }
            return kept.Value();
        }
        """);

    [Fact]
    [Misuse("M06", MisuseKind.CompileError, "CS9080")]
    public void Unsafe_code_is_no_way_around() => UserCode.OfConcepts.Refuses(
        """
        private ref struct Pocket
        {
            public CountedRef<Normal> Kept;

            public unsafe void Fill(scoped CountedRef<Normal> borrowed)
            {
                Kept = borrowed; // error CS9080
            }
        }
        """,
        isUnsafe: true);

    [Fact]
    [Misuse("M09", MisuseKind.CompileError, "CS0411")]
    [Misuse("M10", MisuseKind.CompileError, "CS8345")]
    public void An_iteration_is_not_deferred() => UserCode.OfConcepts.Refuses(
        """
        private Children _kept; // error CS8345

        public static void Defer(Family parent)
        {
            var ages = System.Linq.Enumerable.Select(Children.Of(parent), child => 1); // error CS0411
            foreach (var child in Children.Of(parent))
                child.Age();
        }
        """);

    [Fact]
    public void Acknowledging_needs_a_reason() => UserCode.OfConcepts.Refuses(
        """
        public static void Rename(Counted counted)
        {
            counted.Rename("name"); // error CS7036
            counted.Rename("name", "trust me"); // error CS1503
            counted.Rename("name", new Acknowledgement("NAME-READERS")); // error CS7036
            counted.Rename("name", new Acknowledgement("NAME-READERS", "nobody else has the object"));
        }
        """);
}
