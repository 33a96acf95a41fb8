using BindGen.MisuseTests;
using BindGen.Runtime;
using Linux;
using Xunit;

namespace BindGen.KernelTests;

public sealed class DrmDeviceTests : BookedTest
{
    private static readonly DrmDriver Driver = new() { Name = "test", Desc = "A driver for tests", Major = 1, DriverFeatures = 3 };

    [Fact]
    public void The_parent_is_kept_by_the_drm_device()
    {
        Device parent;
        using (var root = RootDevice.Register("gpu"))
            parent = root.Retain();
        using (parent)
        {
            using (DrmDevice.Allocate(Driver, parent))
                Assert.Equal(2, Books.References(parent));
            Assert.Equal(1, Books.References(parent));
        }
    }

    [Fact]
    public void A_missing_parent_never_reaches_c()
    {
        Assert.Throws<ArgumentNullException>(() => DrmDevice.Allocate(Driver, null!));
        Assert.Throws<ArgumentNullException>(() =>
        {
            using var root = RootDevice.Register("gpu");
            using var parent = root.Retain();
            DrmDevice.Allocate(null!, parent);
        });
    }

    [Fact]
    public void A_registration_keeps_the_device_and_unplugs_it_before_the_last_put()
    {
        using var gpu = new Gpu(Driver);
        var registration = gpu.Register();
        Assert.Equal(2, Books.References(gpu.Drm));
        gpu.Drm.Dispose();
        Assert.Equal(1, Books.Live(Books.DrmDevices));
        registration.Dispose();
        Assert.Equal(0, Books.Live(Books.DrmDevices));
    }

    [Fact]
    [Misuse("M18", MisuseKind.Exception, nameof(InvalidOperationException))]
    public void A_second_registration_is_refused_whoever_asks()
    {
        using var gpu = new Gpu(Driver);
        using var clone = gpu.Drm.Clone();
        using (gpu.Register())
            Assert.Throws<InvalidOperationException>(() => gpu.Register(0, clone));
        Assert.Throws<InvalidOperationException>(() => gpu.Register());
    }

    [Fact]
    public void A_failed_registration_keeps_nothing()
    {
        using var gpu = new Gpu(Driver);
        Assert.Equal("EIO", Assert.Throws<KernelException>(() => gpu.Register(99)).Errno.Name);
        Assert.Equal(1, Books.References(gpu.Drm));
    }

    [Fact]
    public void A_section_opens_until_the_device_is_unplugged()
    {
        using var gpu = new Gpu(Driver);
        var registration = gpu.Register();
        Assert.True(registration.TryEnterSection(out var section));
        using (section)
            Assert.True(section.IsEntered);
        Assert.True(gpu.Drm.TryEnterSection(out section));
        section.Dispose();
        section.Dispose();
        registration.Dispose();
        Assert.False(gpu.Drm.TryEnterSection(out section));
        Assert.False(section.IsEntered);
        section.Dispose();
    }

    [Fact]
    [Misuse("M34", MisuseKind.Exception, nameof(SelfDeadlockException))]
    public void Unplugging_inside_a_section_would_wait_for_itself_and_throws()
    {
        using var gpu = new Gpu(Driver);
        using var registration = gpu.Register();
        Assert.True(registration.TryEnterSection(out var section));
        using (section)
            Assert.Throws<SelfDeadlockException>(registration.Dispose);
        Assert.False(registration.IsEnded);
    }

    [Fact]
    public void A_section_keeps_its_device_until_it_is_left()
    {
        using var gpu = new Gpu(Driver);
        Assert.True(gpu.Drm.TryEnterSection(out var section));
        gpu.Drm.Dispose();
        Assert.Equal(1, Books.Live(Books.DrmDevices));
        section.Dispose();
        Assert.Equal(0, Books.Live(Books.DrmDevices));
    }

    [Fact]
    public void Features_and_values_go_through()
    {
        using var gpu = new Gpu(Driver);
        Assert.True(gpu.Drm.HasAllFeatures(3));
        Assert.False(gpu.Drm.HasAllFeatures(4));
        Assert.True(gpu.Drm.HasFeature(DrmDriverFeature.Gem));
        Assert.False(gpu.Drm.HasFeature(DrmDriverFeature.Render));
        Assert.False(Linux.Drm.FirmwareDriversOnly());
#if KERNEL_6_1
        gpu.Drm.SetUnique("card0");
        Assert.Throws<KernelException>(() => gpu.Drm.SetUnique(""));
#endif
    }

    [Fact]
    [Misuse("M26", MisuseKind.Inexpressible)]
    public void A_static_record_is_the_struct_that_c_reads()
    {
        unsafe
        {
            var native = (Linux.Raw.drm_driver*)Driver.Native;
            Assert.Equal(Driver.Native, Driver.Native);
            Assert.Equal((1, 3u), (native->major, native->driver_features));
            Assert.Equal("test", System.Runtime.InteropServices.Marshal.PtrToStringUTF8((nint)native->name));
            Assert.True(native->date is null);
        }
    }

    [Fact]
    public void Memory_of_a_device_keeps_the_device()
    {
        using var gpu = new Gpu(Driver);
        using var memory = DrmMemory.AllocateZeroed(gpu.Drm, 16, 0);
        Assert.Equal(2, Books.References(gpu.Drm));
        gpu.Drm.Dispose();
        Assert.Equal(1, Books.Live(Books.DrmDevices));
        memory!.Use(bytes =>
        {
            Assert.Equal(16, bytes.Length);
            Assert.Equal(0, bytes[15]);
            bytes[15] = 7;
        });
        memory.Dispose();
        Assert.Equal(0, Books.Live(Books.DrmDevices));
        Assert.Throws<ObjectDisposedException>(() => memory.Use(_ => Assert.Fail("lent freed memory")));
    }

    [Fact]
    public void Memory_that_there_is_not_keeps_nothing()
    {
        using var gpu = new Gpu(Driver);
        Assert.Null(DrmMemory.Allocate(gpu.Drm, 4096, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => DrmMemory.Allocate(gpu.Drm, nuint.MaxValue, 0));
        Assert.Throws<ArgumentNullException>(() => DrmMemory.Allocate(null!, 16, 0));
        Assert.Equal(1, Books.References(gpu.Drm));
    }

    [Fact]
    public void Unbinding_the_parent_ends_the_registration_and_disposing_it_later_does_nothing()
    {
        using var gpu = new Gpu(Driver);
        var registration = gpu.Register();
        Books.Unbind(gpu.Parent);
        Assert.True(registration.IsEnded);
        Assert.False(registration.TryEnterSection(out _));
        Assert.False(gpu.Drm.TryEnterSection(out _));
        Assert.Equal(1, Books.References(gpu.Drm));
        registration.Dispose();
    }

    [Fact]
    public void A_registration_that_was_ended_is_not_ended_again_by_unbinding()
    {
        using var gpu = new Gpu(Driver);
        gpu.Register().Dispose();
        Books.Unbind(gpu.Parent);
        Assert.Equal(1, Books.References(gpu.Drm));
    }

    [Fact]
    [Misuse("M24", MisuseKind.Exception, nameof(ArgumentException))]
    [Misuse("M39", MisuseKind.Exception, nameof(ArgumentException))]
    public void Another_device_than_the_parent_never_reaches_c()
    {
        using var gpu = new Gpu(Driver);
        using var root = RootDevice.Register("other");
        using var other = root.Retain();
        Assert.Equal("parent", Assert.Throws<ArgumentException>(() => Books.Bind(other, (scoped device) => gpu.Drm.Register(device, 0))).ParamName);
        Assert.Throws<InvalidOperationException>(() => gpu.Drm.Register(default, 0));
        gpu.Register().Dispose();
    }

    [Fact]
    public void A_registration_that_unbinding_cannot_be_told_of_is_refused()
    {
        using var root = RootDevice.Register("full");
        using var parent = root.Retain();
        using var drm = DrmDevice.Allocate(Driver, parent);
        Assert.Equal("ENOMEM", Assert.Throws<KernelException>(() => Books.Bind(parent, (scoped device) => drm.Register(device, 0))).Errno.Name);
        Assert.Equal(1, Books.References(drm));
    }

    [Fact]
    public void A_section_lends_the_parent_bound()
    {
        using var gpu = new Gpu(Driver);
        using var registration = gpu.Register();
        Assert.True(registration.TryEnterSection(out var section));
        using (section)
        {
            section.Parent.SetPowerFlags(5);
            Assert.True(section.Parent.HasPowerFlags(5));
            Assert.Equal("gpu", section.Parent.AsNormal().CopyName());
        }
    }

    [Fact]
    public void A_section_of_what_is_not_registered_lends_no_parent()
    {
        using var gpu = new Gpu(Driver);
        Assert.True(gpu.Drm.TryEnterSection(out var section));
        using (section)
        {
            Assert.Equal("not kept", Caught(section));
        }

        static string Caught(DrmSection section)
        {
            try
            {
                _ = section.Parent;
                return "lent";
            }
            catch (InvalidOperationException)
            {
                return "not kept";
            }
        }
    }

    [Fact]
    public void What_a_section_lent_ends_with_the_section()
    {
        using var gpu = new Gpu(Driver);
        using var registration = gpu.Register();
        Assert.True(registration.TryEnterSection(out var section));
        var parent = section.Parent;
        var normal = parent.AsNormal();
        section.Dispose();
        Assert.Equal((true, true, true), (IsGone(parent), IsGone(normal), HasNoParent(section)));

        static bool IsGone<TState>(DeviceRef<TState> device)
            where TState : struct, IHandleState
        {
            try
            {
                device.CopyName();
                return false;
            }
            catch (ObjectDisposedException)
            {
                return true;
            }
        }

        static bool HasNoParent(DrmSection section)
        {
            try
            {
                _ = section.Parent;
                return false;
            }
            catch (ObjectDisposedException)
            {
                return true;
            }
        }
    }

    [Fact]
    public void Registering_inside_a_section_is_refused()
    {
        using var gpu = new Gpu(Driver);
        using var other = new Gpu(Driver);
        using var registration = gpu.Register();
        Assert.True(registration.TryEnterSection(out var section));
        using (section)
            Assert.Throws<SelfDeadlockException>(() => other.Register());
        other.Register().Dispose();
    }

    /// <summary>A DRM device under a parent that only it keeps.</summary>
    private sealed class Gpu : IDisposable
    {
        private readonly RootDevice _root = RootDevice.Register("gpu");

        public Gpu(DrmDriver driver)
        {
            Parent = _root.Retain();
            Drm = DrmDevice.Allocate(driver, Parent);
        }

        public Device Parent { get; }

        public DrmDevice Drm { get; }

        /// <summary>As the parent's driver does while it probes.</summary>
        public DrmRegistration Register(nuint flags = 0, DrmDevice? handle = null)
        {
            DrmRegistration? registration = null;
            Books.Bind(Parent, (scoped parent) => registration = (handle ?? Drm).Register(parent, flags));
            return registration!;
        }

        public void Dispose()
        {
            Books.Unbind(Parent);
            Parent.Dispose();
            _root.Dispose();
            Drm.Dispose();
        }
    }
}
