using Xunit;

namespace BindGen.MisuseTests.Refused;

/// <summary>What only a bound device has, and what only a locked one lets do, with the bindings of the kernel.</summary>
public sealed class StateTests
{
    [Fact]
    [Misuse("M37", MisuseKind.CompileError, "CS1929")]
    public void What_requires_a_bound_device_is_no_member_of_another() => UserCode.OfLinux.Refuses(
        """
        public static void Use(Device device) => device.Use(borrowed =>
        {
            borrowed.SetPowerFlags(1); // error CS1929
            borrowed.SetData("data"); // error CS1929
            borrowed.GetData<string>(); // error CS1929
            borrowed.HasPowerFlags(1);
        });

        public static void Keep(Device device) => device.SetPowerFlags(1); // error CS1929

        public static void Probe(scoped DeviceRef<Bound> device)
        {
            device.SetPowerFlags(1);
            device.SetData("data");
            device.GetData<string>();
            device.AsNormal().HasPowerFlags(1);
        }
        """);

    [Fact]
    [Misuse("M37", MisuseKind.CompileError, "CS1503")]
    [Misuse("M28", MisuseKind.CompileError, "CS1503")]
    public void What_ends_with_the_binding_takes_a_bound_device() => UserCode.OfLinux.Refuses(
        """
        public static void Probe(scoped DeviceRef<Bound> device, DrmDevice drm, IoPageTableConfig config)
        {
            drm.Register(device, 0);
            IoPageTable.Allocate(IoPageTableFormat.Arm64LpaeS1, config, device, out _, null);
            drm.Register(device.AsNormal(), 0); // error CS1503
            IoPageTable.Allocate(IoPageTableFormat.Arm64LpaeS1, config, device.AsNormal(), out _, null); // error CS1503
            drm.Register(device.Retain(), 0); // error CS1503
        }
        """);

    [Fact]
    [Misuse("M27", MisuseKind.CompileError, "CS1061")]
    [Misuse("M30", MisuseKind.CompileError, "CS8345")]
    public void A_page_table_is_reached_through_an_access_only() => UserCode.OfLinux.Refuses(
        """
        private IoPageTableAccess _access; // error CS8345

        public static ulong Translate(IoPageTable table)
        {
            table.Translate(0); // error CS1061
            if (!table.TryAccess(out var access))
                return 0;
            using (access)
                return access.Translate(0, new Acknowledgement("PGT-RANGE", "nobody else uses the table"));
        }
        """);

    [Fact]
    [Misuse("M38", MisuseKind.CompileError, "CS8345")]
    public void What_a_section_lends_is_not_kept() => UserCode.OfLinux.Refuses(
        """
        private DeviceRef<Bound> _parent; // error CS8345

        public static Device Keep(scoped DrmSection section)
        {
            section.Parent.SetPowerFlags(1);
            return section.Parent.Retain();
        }
        """);

    [Fact]
    [Misuse("M57", MisuseKind.CompileError, "CS7036")]
    [Misuse("M58", MisuseKind.CompileError, "CS1503")]
    public void What_requires_a_lock_takes_the_guard_of_it() => UserCode.OfLinux.Refuses(
        """
        public static void Ask(Device device, DrmDevice drm)
        {
            device.IsBound(); // error CS7036
            if (drm.TryEnterSection(out var section))
                device.IsBound(section); // error CS1503
            section.Dispose();
            using (var guard = device.EnterLock())
                device.IsBound(guard);
            if (device.TryEnterLockIfFree(out var free))
                device.IsBound(free);
            free.Dispose();
        }
        """);
}
