using Xunit;

namespace BindGen.MisuseTests.Refused;

/// <summary>A guard stays on its thread and in its block.</summary>
public sealed class GuardTests
{
    [Fact]
    [Misuse("M30", MisuseKind.CompileError, "CS8345")]
    public void A_guard_is_no_field() => UserCode.OfConcepts.Refuses(
        """
        private GateSection _section; // error CS8345
        """);

    [Fact]
    [Misuse("M30", MisuseKind.CompileError, "CS8175")]
    public void A_guard_does_not_go_to_another_thread() => UserCode.OfConcepts.Refuses(
        """
        public static void Hand(Gate gate)
        {
            if (!gate.TryEnterSection(out var section))
                return;
            using (section)
            {
                Task.Run(() => section.Dispose()); // error CS8175
            }
        }
        """);

    [Fact]
    [Misuse("M30", MisuseKind.CompileError, "CS4007")]
    [Misuse("M61", MisuseKind.CompileError, "CS4007")]
    public void A_lock_is_not_held_across_an_await() => UserCode.OfConcepts.Refuses(
        """
        public static async Task Wait(Drawer drawer)
        {
            using (drawer.EnterLock()) // error CS4007
            {
                await Task.Yield();
            }
        }
        """);

    [Fact]
    [Misuse("M61", MisuseKind.CompileError, "CS4007")]
    public void A_lock_is_not_held_across_a_yield() => UserCode.OfConcepts.Refuses(
        """
        public static IEnumerable<int> Iterate(Drawer drawer)
        {
            using var held = drawer.EnterLock(); // error CS4007
            yield return 1;
        }
        """);

    [Fact]
    [Misuse("M38", MisuseKind.CompileError, "CS8345")]
    [Misuse("M38", MisuseKind.CompileError, "CS0308")]
    [Misuse("M41", MisuseKind.CompileError, "CS8345")]
    public void Nothing_that_can_be_kept_is_bound() => UserCode.OfConcepts.Refuses(
        """
        private UnitRef<Bound> _kept; // error CS8345
        private Unit<Bound>? _owned; // error CS0308
        private Unit? _unit;

        public void Keep(scoped UnitRef<Bound> unit)
        {
            _unit = unit.Retain();
        }
        """);

    [Fact]
    [Misuse("M37", MisuseKind.CompileError, "CS1503")]
    public void A_borrow_of_a_weaker_state_is_no_stronger_one() => UserCode.OfConcepts.Refuses(
        """
        private static void NeedsBound(scoped UnitRef<Bound> unit) { }
        private static void NeedsNothing(scoped UnitRef<Normal> unit) { }

        public static void Use(Unit unit) => unit.Use(borrowed =>
        {
            NeedsBound(borrowed); // error CS1503
            NeedsNothing(borrowed);
        });

        public static void Weaken(scoped UnitRef<Bound> unit) => NeedsNothing(unit.AsNormal());
        """);

    [Fact]
    [Misuse("M37", MisuseKind.CompileError, "CS0315")]
    public void The_set_of_states_is_closed() => UserCode.OfConcepts.Refuses(
        """
        private struct Mine : IHandleState { } // error CS0535
        private static void Use(scoped UnitRef<int> unit) { } // error CS0315
        """);

    [Fact]
    [Misuse("M58", MisuseKind.CompileError, "CS1503")]
    public void Locks_of_two_types_do_not_convert() => UserCode.OfConcepts.Refuses(
        """
        private static void NeedsDrawer(scoped DrawerLock proof) { }

        public static void Mix(Drawer drawer, Vault vault)
        {
            using var wrong = vault.EnterLock();
            NeedsDrawer(wrong); // error CS1503
            using var right = drawer.EnterLock();
            NeedsDrawer(right);
        }
        """);

    [Fact]
    [Misuse("M37", MisuseKind.CompileError, "CS1929")]
    public void What_needs_a_bound_device_is_not_called_on_another() => UserCode.OfConcepts.Refuses(
        """
        public static void Start(Unit unit) => unit.Use(borrowed =>
        {
            borrowed.StartDma(); // error CS1929
            borrowed.AsNormal().StartDma(); // error CS1929
        });

        public static UnitDriver Driver() => new()
        {
            Probe = device =>
            {
                device.StartDma();
                return default;
            },
        };
        """);

    [Fact]
    [Misuse("M57", MisuseKind.CompileError, "CS7036")]
    [Misuse("M58", MisuseKind.CompileError, "CS1503")]
    public void A_call_asks_for_its_own_lock() => UserCode.OfConcepts.Refuses(
        """
        public static void Add(Drawer drawer, Vault vault)
        {
            drawer.Add(1); // error CS7036
            using var wrong = vault.EnterLock();
            drawer.Add(1, wrong); // error CS1503
            using var right = drawer.EnterLock();
            drawer.Add(1, right);
        }
        """);

    [Fact]
    [Misuse("M25", MisuseKind.CompileError, "CS9035")]
    public void What_C_may_call_at_once_is_complete() => UserCode.OfConcepts.Refuses(
        """
        public static void Publish()
        {
            using var pump = Pump.Start(1, new PumpOps()); // error CS9035
            using var relay = Relay.Create(new RelayOps { Allows = _ => true }); // error CS9035
            using var whole = Relay.Create(new RelayOps { Flipped = _ => { } });
        }
        """);

    [Fact]
    [Misuse("M25", MisuseKind.CompileError, "CS8852")]
    [Misuse("M26", MisuseKind.CompileError, "CS8852")]
    public void What_C_may_call_does_not_change() => UserCode.OfConcepts.Refuses(
        """
        public static void Change(PumpOps ops)
        {
            ops.Tick = _ => default; // error CS8852
        }
        """);

    [Fact]
    [Misuse("M39", MisuseKind.CompileError, "CS0117")]
    public void A_device_is_named_once() => UserCode.OfConcepts.Refuses(
        """
        public static UnitDriver Driver(Unit other) => new()
        {
            Probe = device =>
            {
                var config = new WindowConfig
                {
                    Size = 64,
                    Unit = other, // error CS0117
                };
                Window.Map(config, device, out _);
                return default;
            },
        };
        """);

    [Fact]
    [Misuse("M07", MisuseKind.CompileError, "CS8175")]
    [Misuse("M60", MisuseKind.CompileError, "CS8175")]
    public void What_a_lookup_lends_stays_under_the_lock() => UserCode.OfConcepts.Refuses(
        """
        public static void Find(Cache cache)
        {
            scoped CountedRef<Normal> kept = default;
            using (var held = cache.EnterLock())
            {
                cache.UseFind(held, found => kept = found); // error CS8175
                cache.UseFind(held, found => held.Dispose()); // error CS8175
                cache.UseFind(held, found => found.Value());
            }
        }
        """);
}
