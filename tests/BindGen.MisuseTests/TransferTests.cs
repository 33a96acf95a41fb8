using BindGen.Runtime;
using Concepts;
using Xunit;

namespace BindGen.MisuseTests;

/// <summary>References that change hands, arguments that C keeps, and results that are a value and an error at once.</summary>
public sealed class TransferTests : ConceptTest
{
    [Fact]
    [Misuse("M11", MisuseKind.Exception, nameof(ObjectMovedException))]
    public void What_was_given_away_is_not_used()
    {
        using var crate = Crate.Create();
        var item = Item.Create(3);
        crate.Replace(item);
        Assert.Throws<ObjectMovedException>(() => item.Weight());
        Assert.Throws<ObjectMovedException>(() => crate.Replace(item));
        item.Dispose();
        Assert.Equal((3, 0), (crate.Weight(), Books.CountCalls("item_free")));
    }

    [Fact]
    [Misuse("M11", MisuseKind.Inexpressible)]
    public void What_was_refused_stays_the_callers()
    {
        using var crate = Crate.Create();
        using var first = Item.Create(3);
        using var second = Item.Create(4);
        crate.Pack(first);
        Assert.Throws<KernelException>(() => crate.Pack(second));
        Assert.Throws<ObjectMovedException>(() => first.Weight());
        Assert.Equal((4, 3), (second.Weight(), crate.Weight()));
    }

    [Fact]
    [Misuse("M13", MisuseKind.Exception, nameof(InvalidOperationException))]
    public void What_a_call_uses_is_not_given_away()
    {
        using var crate = Crate.Create();
        using var item = Item.Create(3);
        item.Use(_ => Assert.Throws<InvalidOperationException>(() => crate.Replace(item)));
        Assert.Equal(3, item.Weight());
    }

    [Fact]
    [Misuse("M44", MisuseKind.Inexpressible)]
    public void What_C_keeps_without_a_reference_is_given_back_after_it()
    {
        SourceStream stream;
        using (var source = Counted.Create(7))
            stream = SourceStream.Open(new SourceStreamConfig { Speed = 500, Source = source }, out _)!;
        Assert.Equal(1, Live(BookKind.Counted));
        stream.Dispose();
        Assert.EndsWith("stream_close counted_value stream_close counted_put", Books.CopyTrace(), StringComparison.Ordinal);
    }

    [Fact]
    [Misuse("M69", MisuseKind.Inexpressible)]
    public void How_far_a_call_came_is_said_when_it_fails_too()
    {
        using var source = Counted.Create(7);
        using var stream = SourceStream.Open(new SourceStreamConfig { Source = source }, out _)!;
        Assert.True(stream.Copy(60, out var first).IsSuccess);
        var errno = stream.Copy(60, out var second);
        Assert.Equal(("ENOSPC", 60u, 40u), (errno.Name, first, second));
    }

    [Fact]
    [Misuse("M54", MisuseKind.Inexpressible)]
    public void A_text_is_no_format()
    {
        using var counted = Counted.Create(7);
        counted.Label("100%n %s %p");
        Assert.Equal("100%n %s %p", counted.CopyName());
    }
}
