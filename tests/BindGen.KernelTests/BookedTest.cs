using Xunit;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace BindGen.KernelTests;

/// <summary>A test at whose end the books must be clean: nothing alive, and no call that C would not forgive.</summary>
public abstract class BookedTest : IDisposable
{
    protected BookedTest() => Books.Reset();

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Assert.True(Books.Violations == 0, Books.LastViolation);
        Assert.Equal((0, 0, 0, 0), (Books.Live(Books.Devices), Books.Live(Books.DrmDevices), Books.Live(Books.PageTables), Books.Live(Books.Classes)));
        Assert.Equal(0, Books.Cursors);
    }
}
