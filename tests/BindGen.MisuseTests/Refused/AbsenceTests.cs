using BindGen.Tests;
using Xunit;

namespace BindGen.MisuseTests.Refused;

/// <summary>What the generator gives no way to say: members of the kernel's bindings that are not there.</summary>
public sealed class AbsenceTests
{
    [Fact]
    [Misuse("M05", MisuseKind.CompileError, "CS0029")]
    public void A_registered_device_is_not_the_callers() => UserCode.OfLinux.Refuses(
        """
        public static void Take()
        {
            Device owned = RootDevice.Register("platform"); // error CS0029
            using var registration = RootDevice.Register("platform");
            //: Device owned = registration.Retain();
            owned.Dispose();
        }
        """);

    [Theory]
    [InlineData("drm_put_dev")]
    [InlineData("drm_dev_unregister")]
    [InlineData("drm_dev_is_unplugged")]
    [InlineData("devm_kfree")]
    [InlineData("dev_get_drvdata")]
    [Misuse("M12", MisuseKind.Inexpressible)]
    [Misuse("M23", MisuseKind.Inexpressible)]
    [Misuse("M40", MisuseKind.Inexpressible)]
    [Misuse("M42", MisuseKind.Inexpressible)]
    public void No_wrapper_calls_it(string function)
    {
        var calls = Directory.GetFiles(Repository.PathOf("output", "linux-6.12", "safe")).Where(path => File.ReadAllText(path).Contains($"Methods.{function}(", StringComparison.Ordinal));
        Assert.Empty(calls);
        Assert.Contains($"`{function}`", File.ReadAllText(Repository.PathOf("output", "linux-6.12", "ownership.md")), StringComparison.Ordinal);
    }

    [Fact]
    [Misuse("M40", MisuseKind.Inexpressible)]
    public void A_snapshot_is_no_guard() => UserCode.OfLinux.Refuses(
        """
        public static bool Check(DrmDevice drm)
        {
            _ = drm.IsUnplugged(); // error CS1061
            if (!drm.TryEnterSection(out var section))
                return false;
            using (section)
                return true;
        }
        """);

    [Fact]
    [Misuse("M56", MisuseKind.Inexpressible)]
    public void A_format_that_is_not_built_gets_no_allocator() => UserCode.OfLinux.Refuses(
        """
        public static IoPageTableConfig Configure() => new()
        {
            Quirks = 0,
            Alloc = 1, // error CS0117
        };
        """);

    [Fact]
    [Misuse("M73", MisuseKind.Inexpressible)]
    public void The_parent_is_not_read_after_it_was_given_back() => UserCode.OfLinux.Refuses(
        """
        public static void Read(Device device)
        {
            _ = device.Parent; // error CS1061
            _ = device.CopyName();
        }
        """);

    [Fact]
    [Misuse("M76", MisuseKind.Inexpressible)]
    public void What_is_not_exported_is_not_called() => UserCode.OfLinux.Refuses(
        """
        public static void Call(Device device)
        {
            device.Offline(); // error CS1061
            device.Online(); // error CS1061
            Linux.Raw.Methods.device_offline(null); // error CS0117
            Linux.Raw.Methods.device_shutdown(); // error CS0117
        }
        """);

    [Fact]
    [Misuse("M08", MisuseKind.CompileError, "CS1729")]
    public void An_address_is_no_device() => UserCode.OfLinux.Refuses(
        """
        public static void Adopt(nint address)
        {
            using var owned = new Device(address); // error CS1729
            var borrowed = new DeviceRef<Normal>(address); // error CS1729
        }
        """);
}
