using BindGen.Runtime;
using Xunit;

namespace BindGen.Tests.Runtime;

public sealed class OnceAndRetentionTests
{
    [Fact]
    public void What_nobody_knows_is_refused()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Once.Unknown.Take("drm_dev_register"));
        Assert.Contains("drm_dev_register may have been called", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Once.Unknown.Take("drm_dev_register"));
    }

    [Fact]
    public void Only_the_first_of_many_threads_is_let_through()
    {
        var once = new Once();
        var passed = 0;
        Parallel.For(0, 64, _ =>
        {
            try
            {
                once.Take("drm_dev_register");
                Interlocked.Increment(ref passed);
            }
            catch (InvalidOperationException exception) when (exception.Message.StartsWith("drm_dev_register ", StringComparison.Ordinal))
            {
            }
        });

        Assert.Equal(1, passed);
    }

    [Fact]
    public void What_is_not_handed_over_is_given_back()
    {
        var first = new CountedHandle();
        var second = new CountedHandle();
        var retention = new Retention(first, null, second);
        retention.Dispose();
        retention.Dispose();

        Assert.Equal((1, 1), (first.Releases, second.Releases));
    }

    [Fact]
    public void What_is_handed_over_stays_with_whom_it_was_handed_to()
    {
        using var handle = new CountedHandle();
        var retention = new Retention(handle, null);

        Assert.Equal(new IDisposable?[] { handle, null }, retention.Take());
        Assert.Empty(retention.Take());
        retention.Dispose();
        Assert.Equal(0, handle.Releases);
    }
}
