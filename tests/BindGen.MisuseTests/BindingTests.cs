using BindGen.Runtime;
using Concepts;
using Xunit;

namespace BindGen.MisuseTests;

/// <summary>What belongs to a device while it is bound, and is used, kept or forgotten beyond that.</summary>
public sealed class BindingTests : ConceptTest
{
    private static readonly WindowConfig Config = new() { Size = 64 };

    [Fact]
    [Misuse("M20", MisuseKind.Inexpressible)]
    [Misuse("M28", MisuseKind.Inexpressible)]
    public void What_a_driver_forgets_ends_with_the_binding()
    {
        using var unit = Bound(device => Window.Map(Config, device, out _));
        Assert.Equal(1, Live(BookKind.Window));
        unit.Unbind();
        Assert.Equal(0, Live(BookKind.Window));
        Assert.Equal(1, Live(BookKind.Unit));
    }

    [Fact]
    [Misuse("M20", MisuseKind.Inexpressible)]
    public void What_a_probe_that_fails_has_made_ends_with_it()
    {
        using var unit = Unit.Create(1);
        var driver = new UnitDriver
        {
            Probe = device =>
            {
                Window.Map(Config, device, out _);
                return new Errno(-19);
            },
        };
        Assert.Throws<KernelException>(() => unit.Bind(driver));
        Assert.Equal(0, Live(BookKind.Window));
    }

    [Fact]
    [Misuse("M20", MisuseKind.Inexpressible)]
    [Misuse("M47", MisuseKind.Exception, nameof(CallbackFailures))]
    public void A_probe_that_throws_has_failed()
    {
        using var unit = Unit.Create(1);
        var driver = new UnitDriver
        {
            Probe = device =>
            {
                Window.Map(Config, device, out _);
                throw new InvalidOperationException("probe");
            },
        };
        Assert.Equal("EIO", Assert.Throws<KernelException>(() => unit.Bind(driver)).Errno.Name);
        Assert.Equal(0, Live(BookKind.Window));
    }

    [Fact]
    [Misuse("M24", MisuseKind.Exception, nameof(ArgumentException))]
    [Misuse("M39", MisuseKind.Exception, nameof(ArgumentException))]
    public void Another_device_than_the_parent_registers_nothing()
    {
        using var parent = Unit.Create(1);
        using var port = Port.Create(parent);
        Exception? thrown = null;
        using var other = Bound(device =>
        {
            try
            {
                port.Register(device, 0);
            }
            catch (ArgumentException exception)
            {
                thrown = exception;
            }
        });
        Assert.IsType<ArgumentException>(thrown);
        Assert.Equal(0, Books.CountCalls("port_register"));
        other.Unbind();
    }

    [Fact]
    [Misuse("M27", MisuseKind.Exception, "TryAccess: false")]
    public void What_was_revoked_lets_nobody_in()
    {
        Window? window = null;
        using var unit = Bound(device => window = Window.Map(Config, device, out _));
        Assert.True(window!.TryAccess(out var access));
        using (access)
            Assert.True(access.IsOpen);
        unit.Unbind();
        Assert.False(window.TryAccess(out var late));
        Assert.False(late.IsOpen);
        window.Dispose();
        window.Dispose();
    }

    [Fact]
    [Misuse("M27", MisuseKind.Inexpressible)]
    [Misuse("M29", MisuseKind.Inexpressible)]
    [Misuse("M36", MisuseKind.Inexpressible)]
    public async Task Unbinding_waits_for_who_is_inside()
    {
        Window? window = null;
        using var unit = Bound(device => window = Window.Map(Config, device, out _));
        await Inside(window!, unit);
        Assert.Equal(0, Live(BookKind.Window));

        static Task Inside(Window window, Unit unit)
        {
            Assert.True(window.TryAccess(out var access));
            var unbinding = Task.Run(unit.Unbind);
            SpinWait.SpinUntil(() => window.IsRevoked);
            Assert.False(unbinding.Wait(20));
            Assert.Equal(0, Books.CountCalls("window_unmap"));
            Assert.True(access.IsOpen);
            access.Dispose();
            return unbinding;
        }
    }

    [Fact]
    [Misuse("M31", MisuseKind.Inexpressible)]
    [Misuse("M34", MisuseKind.Exception, nameof(SelfDeadlockException))]
    public void What_is_inside_does_not_revoke()
    {
        Window? window = null;
        using var unit = Bound(device => window = Window.Map(Config, device, out _));
        Assert.True(window!.TryAccess(out var access));
        var copy = access;
        Assert.Throws<SelfDeadlockException>(window.Dispose);
        access.Dispose();
        Assert.False(copy.IsOpen);
        copy.Dispose();
        window.Dispose();
        Assert.Equal(0, Live(BookKind.Window));
        unit.Unbind();
    }

    [Fact]
    [Misuse("M41", MisuseKind.Inexpressible)]
    public void References_do_not_keep_a_device_bound()
    {
        Unit? kept = null;
        Window? window = null;
        using var unit = Bound(device =>
        {
            kept = device.Retain();
            window = Window.Map(Config, device, out _);
        });
        unit.Unbind();
        Assert.False(kept!.IsBoundSnapshot());
        kept.Dispose();
        window!.Dispose();
    }

    [Fact]
    [Misuse("M43", MisuseKind.Exception, nameof(DriverDataException))]
    [Misuse("M72", MisuseKind.Exception, nameof(DriverDataException))]
    public void Driver_data_is_what_was_stored_and_ends_with_the_binding()
    {
        var thrown = new List<Exception?>();
        using var unit = Unit.Create(1);
        unit.Bind(new UnitDriver
        {
            Probe = device =>
            {
                device.SetData("the driver's");
                Assert.Equal("the driver's", device.GetData<string>());
                try
                {
                    device.GetData<List<int>>();
                }
                catch (DriverDataException exception)
                {
                    thrown.Add(exception);
                }
                return default;
            },
        });
        unit.Unbind();
        unit.Bind(new UnitDriver
        {
            Probe = device =>
            {
                try
                {
                    device.GetData<string>();
                }
                catch (DriverDataException exception)
                {
                    thrown.Add(exception);
                }
                return default;
            },
        });
        unit.Unbind();
        Assert.Equal(2, thrown.Count);
    }

    [Fact]
    [Misuse("M33", MisuseKind.Exception, nameof(InvalidOperationException))]
    [Misuse("M73", MisuseKind.Inexpressible)]
    public void The_parent_is_lent_inside_a_section_only()
    {
        PortRegistration? registration = null;
        using var unit = Unit.Create(1);
        using var port = Port.Create(unit);
        unit.Bind(new UnitDriver
        {
            Probe = device =>
            {
                registration = port.Register(device, 0);
                return default;
            },
        });
        Assert.True(registration!.TryEnterSection(out var section));
        section.Parent.StartDma();
        section.Dispose();
        Assert.False(IsLent(section));
        unit.Unbind();
        Assert.False(port.TryEnterSection(out var late));
        Assert.False(IsLent(late));
        Assert.Equal(1, Books.CountCalls("unit_start_dma"));
        registration.Dispose();

        static bool IsLent(scoped PortSection section)
        {
            try
            {
                section.Parent.StartDma();
                return true;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }
    }

    [Fact]
    [Misuse("M38", MisuseKind.Exception, nameof(InvalidOperationException))]
    public void What_a_section_lent_ends_with_it()
    {
        PortRegistration? registration = null;
        using var unit = Unit.Create(1);
        using var port = Port.Create(unit);
        unit.Bind(new UnitDriver
        {
            Probe = device =>
            {
                registration = port.Register(device, 0);
                return default;
            },
        });
        var leaked = Leak(port);
        var thrown = false;
        try
        {
            leaked.StartDma();
        }
        catch (InvalidOperationException)
        {
            thrown = true;
        }
        Assert.True(thrown);
        Assert.Equal(0, Books.CountCalls("unit_start_dma"));
        unit.Unbind();
        registration!.Dispose();

        // The compiler does not see that what a guard lends ends with it.
        static UnitRef<Bound> Leak(Port port)
        {
            Assert.True(port.TryEnterSection(out var section));
            using (section)
                return section.Parent;
        }
    }

    [Fact]
    [Misuse("M44", MisuseKind.Inexpressible)]
    public void The_newest_ends_first_and_the_device_is_put_last()
    {
        using var unit = Unit.Create(1);
        using var port = Port.Create(unit);
        unit.Bind(new UnitDriver
        {
            Probe = device =>
            {
                Window.Map(Config, device, out _);
                port.Register(device, 0);
                return default;
            },
        });
        unit.Unbind();
        var trace = Books.CopyTrace();
        Assert.InRange(trace.IndexOf("port_unplug", StringComparison.Ordinal), 0, trace.IndexOf("window_unmap", StringComparison.Ordinal));
        Assert.InRange(trace.LastIndexOf("window_unmap", StringComparison.Ordinal), 0, trace.LastIndexOf("unit_put", StringComparison.Ordinal));
    }

    private delegate void BoundAction(scoped UnitRef<Bound> device);

    private static Unit Bound(BoundAction probe)
    {
        var unit = Unit.Create(1);
        unit.Bind(new UnitDriver
        {
            Probe = device =>
            {
                probe(device);
                return default;
            },
        });
        return unit;
    }
}
