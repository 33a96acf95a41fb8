using BindGen.Diagnostics;
using BindGen.Review;
using BindGen.Tests.Emit;
using Xunit;

namespace BindGen.Tests.Review;

/// <summary>What tests received, in a directory that git knows nothing of.</summary>
public sealed class ReceivedSnapshotTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DiagnosticBag _diagnostics = new();

    public ReceivedSnapshotTests()
    {
        _folder.Write("sub/T.a_kind=x.verified.txt", "old\n");
        _folder.Write("sub/T.a_kind=x.received.txt", "new\n");
        _folder.Write("sub/T.received.b.received.cs", "first\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Accepting_gives_the_received_one_the_verified_ones_place()
    {
        var session = Session();
        var before = Files();

        Assert.True(session.Accept([0, 1], _diagnostics));
        Assert.Equal(["sub/T.a_kind=x.verified.txt: new\n", "sub/T.received.b.verified.cs: first\n"], Files());

        session.Undo(_diagnostics);
        Assert.Equal(before, Files());
    }

    [Fact]
    public void Rejecting_deletes_the_received_one()
    {
        var session = Session();
        var before = Files();

        Assert.True(session.Reject([0, 1], _diagnostics));
        Assert.Equal(["sub/T.a_kind=x.verified.txt: old\n"], Files());

        session.Undo(_diagnostics);
        Assert.Equal(before, Files());
    }

    private ReviewSession Session()
    {
        var items = new ReviewSearch(new ReviewRequest([_folder.Path], []), _diagnostics).Run();
        Assert.Empty(_diagnostics.ToSorted());
        Assert.Equal([ReviewState.Changed, ReviewState.New], items.Select(item => item.State));
        return new ReviewSession(items);
    }

    private string[] Files() =>
        [.. Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => $"{Path.GetRelativePath(_folder.Path, file)}: {File.ReadAllText(file)}")];
}
