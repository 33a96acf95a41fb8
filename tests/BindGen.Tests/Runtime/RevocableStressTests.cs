using BindGen.Runtime;
using Xunit;

namespace BindGen.Tests.Runtime;

public sealed class RevocableStressTests
{
    private const int Operations = 2_000_000;
    private const int Devices = 6;

    [Fact]
    public void Devices_are_unbound_while_everybody_uses_their_resources()
    {
        using var books = new Books(Operations);
        var devices = new Device[Devices];
        for (var i = 0; i < Devices; i++)
            devices[i] = new Device(books);
        var (accesses, refusals, revocations, early, disorder) = (0, 0, 0, 0, 0);

        Crowd.Run(Operations, random =>
        {
            ref var place = ref devices[random.Next(Devices)];
            var device = Volatile.Read(ref place);
            switch (random.Next(2048))
            {
                case 0 or 1:
                    if (device.Set.Revoke())
                    {
                        Interlocked.Increment(ref revocations);
                        var next = new Device(books);
                        if (Interlocked.CompareExchange(ref place, next, device) != device)
                            next.Set.Revoke();
                    }
                    // First or second: it is over now.
                    if (device.IsAnyAlive)
                        Interlocked.Increment(ref early);
                    if (device.IsOutOfOrder)
                        Interlocked.Increment(ref disorder);
                    break;
                case 2:
                    if (device.IsAliveAfterDisposingAlone(random.Next(Device.Size)))
                        Interlocked.Increment(ref early);
                    break;
                case 3:
                    device.AddLate();
                    break;
                default:
                    if (!device.Resources[random.Next(Device.Size)].TryAccess(out var access))
                    {
                        Interlocked.Increment(ref refusals);
                        break;
                    }
                    using (access)
                    {
                        var copy = access;
                        books.Use(access.Value, random.Next(40) == 0 ? 300 : 3);
                        if (random.Next(8) == 0 && device.Resources[random.Next(Device.Size)].TryAccess(out var inner))
                        {
                            using (inner)
                                books.Use(inner.Value, 3);
                        }
                        copy.Dispose();
                    }
                    Interlocked.Increment(ref accesses);
                    break;
            }
        });
        foreach (var device in devices)
            device.Set.Revoke();

        Assert.Equal("0 not returned, 0 returned twice, 0 uses of the dead", books.Verdict);
        Assert.Equal((0, 0), (early, disorder));
        Assert.True(revocations > 100 && refusals > 100 && accesses > 10_000, $"{revocations} revocations, {refusals} refusals, {accesses} accesses: too quiet");
    }

    private sealed class Device
    {
        public const int Size = 5;

        private readonly Books _books;
        private readonly nint[] _references;
        private readonly bool[] _alone = new bool[Size];
        private int _lastSerial = int.MaxValue;

        public Device(Books books)
        {
            _books = books;
            _references = [.. Enumerable.Range(0, Size).Select(_ => books.Get())];
            Resources = [.. _references.Select((reference, serial) => new Resource<nint>(Set, reference, value => TearDown(value, serial)))];
        }

        public RevocableSet Set { get; } = new();

        public Resource<nint>[] Resources { get; }

        public bool IsAnyAlive => _references.Any(Books.IsAlive);

        /// <summary>Whether the set tore down an older resource before a newer one.</summary>
        public bool IsOutOfOrder { get; private set; }

        public bool IsAliveAfterDisposingAlone(int serial)
        {
            _alone[serial] = true;
            Resources[serial].Dispose();
            return Books.IsAlive(_references[serial]) || Resources[serial].TryAccess(out _);
        }

        /// <summary>One more resource, in the middle of whatever happens to the device.</summary>
        public void AddLate()
        {
            var reference = _books.Get();
            try
            {
                _ = new Resource<nint>(Set, reference, _books.Put);
            }
            catch (RevokedException)
            {
                _books.Put(reference);
            }
        }

        private void TearDown(nint reference, int serial)
        {
            _books.Put(reference);
            // Resources that are disposed alone go when they are.
            if (_alone[serial])
                return;
            IsOutOfOrder |= serial > _lastSerial;
            _lastSerial = serial;
        }
    }
}
