using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Ownership;
using Xunit;

namespace BindGen.Tests.Ownership;

/// <summary>What two functions say together, and what pairs share.</summary>
public sealed class PairTests
{
    private const string Handle = "handle Thing = struct thing {\n    refcounted thing_get / thing_put;\n}\n";
    private const string Lock = "guard ThingLock = thing_lock(thing) / thing_unlock(thing);\n";
    private const string Stated = "guard ThingMoved = thing_move(thing, to: null, force) / thing_unlock(thing) -> errno {\n    proves ThingLock;\n}\n";

    /// <summary>A variant that is not emitted must not take the exit from the guard that is.</summary>
    [Theory]
    [InlineData(Lock + Stated)]
    [InlineData(Stated + Lock)]
    public void An_exit_that_one_of_its_guards_calls_is_wrapped(string guards)
    {
        var fact = OwnershipSample.Bind(Handle + guards).Symbols.Single(symbol => symbol.Symbol.Name == "thing_unlock");

        Assert.Equal((Disposition.Wrapped, "ThingLock"), (fact.Disposition, fact.Item));
    }

    [Fact]
    public void A_reference_that_a_failure_takes_makes_its_parameter_the_object()
    {
        var registration = OwnershipSample.Bind(Handle + "registration Membership = thing_add(thing: consumed on failure, flags) / thing_del(thing: consumed);").Registrations.Single();

        Assert.Equal(("Thing", true), (registration.Handle, registration.IsOnReceiver));
        Assert.IsType<ConsumedOnFailureParameter>(registration.Begin.Parameters[0].Fact);
        Assert.IsType<ReceiverParameter>(registration.End.Parameters[0].Fact);
    }

    [Fact]
    public void What_C_leaves_unnamed_is_a_key_by_the_name_that_the_rule_gives_it()
    {
        var diagnostics = new DiagnosticBag();
        var text = OwnershipSample.Read("sample.api").Replace("(thing *struct thing, flags unsigned long) int", "(_ *struct thing, _ unsigned long) int", StringComparison.Ordinal)
            .Replace("(thing *struct thing, depth int) void", "(_ *struct thing, _ int) void", StringComparison.Ordinal);
        var api = ApiReader.Read("sample.api", text, diagnostics);
        var model = OwnershipSample.Bind(Handle + "registration Membership = thing_add(thing, flags) / thing_lock_nested(thing, depth: same as flags);", api: api);

        Assert.Equal(new KeyParameter("flags"), model.Registrations.Single().End.Parameters[1].Fact);
    }

    /// <summary>Emitted without the condition, entering would look safe.</summary>
    [Fact]
    public void A_guard_with_a_condition_that_only_the_user_can_keep_is_stated()
    {
        var model = OwnershipSample.Bind("""
            handle Thing = struct thing {
                refcounted thing_get / thing_put;
            }
            guard Lock = thing_lock(thing) / thing_unlock(thing), unsafe LOCK-ORDER "no other lock is held";
            """);

        var fact = model.Symbols.Single(candidate => candidate.Symbol.Name == "thing_lock");
        Assert.Equal((BindGen.Ownership.Disposition.Stated, "acknowledged guards"), (fact.Disposition, fact.Reason));
    }
}
