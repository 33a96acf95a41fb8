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
        var registration = gpu.Drm.Register(0);
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
        using (gpu.Drm.Register(0))
            Assert.Throws<InvalidOperationException>(() => clone.Register(0));
        Assert.Throws<InvalidOperationException>(() => gpu.Drm.Register(0));
    }

    [Fact]
    public void A_failed_registration_keeps_nothing()
    {
        using var gpu = new Gpu(Driver);
        Assert.Equal("EIO", Assert.Throws<KernelException>(() => gpu.Drm.Register(99)).Errno.Name);
        Assert.Equal(1, Books.References(gpu.Drm));
    }

    [Fact]
    public void A_section_opens_until_the_device_is_unplugged()
    {
        using var gpu = new Gpu(Driver);
        var registration = gpu.Drm.Register(0);
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
        using var registration = gpu.Drm.Register(0);
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

    /// <summary>A DRM device under a parent that only it keeps.</summary>
    private sealed class Gpu : IDisposable
    {
        private readonly RootDevice _root = RootDevice.Register("gpu");

        public Gpu(DrmDriver driver)
        {
            using var parent = _root.Retain();
            Drm = DrmDevice.Allocate(driver, parent);
        }

        public DrmDevice Drm { get; }

        public void Dispose()
        {
            _root.Dispose();
            Drm.Dispose();
        }
    }
}
