using BindGen.Runtime;
using Concepts;
using Xunit;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace BindGen.MisuseTests;

/// <summary>A test over tests/native/concepts, at whose end the books must be clean: nothing alive, and no call that C would not forgive.</summary>
public abstract class ConceptTest : IDisposable
{
    protected ConceptTest() => Books.Reset();

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Assert.True(Books.CountViolations() == 0, Books.CopyLastViolation());
        Assert.Equal([], Enum.GetValues<BookKind>().Where(kind => Live(kind) != 0));
    }

    private protected static int Live(BookKind kind) => Books.CountLive((int)kind);

    /// <summary>Runs the finalizers of what nobody refers to any more, until something happens or it is clear that nothing will.</summary>
    private protected static bool Collect(Func<bool> until)
    {
        for (var i = 0; i < 20 && !until(); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return until();
    }

    private protected static int Leaks(string type) => LeakReport.Counts.GetValueOrDefault(type);
}
