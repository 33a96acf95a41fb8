using System.Reflection;
using System.Reflection.Emit;
using BindGen.Runtime;
using Xunit;

namespace BindGen.Tests.Runtime;

public sealed class CallbackScopeTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public void Code_that_can_be_unloaded_is_refused_wherever_it_is_in_a_delegate()
    {
        var method = System.Reflection.Emit.AssemblyBuilder.DefineDynamicAssembly(new("unloadable"), System.Reflection.Emit.AssemblyBuilderAccess.RunAndCollect)
            .DefineDynamicModule("unloadable").DefineType("Code", System.Reflection.TypeAttributes.Public);
        var body = method.DefineMethod("Run", System.Reflection.MethodAttributes.Public | System.Reflection.MethodAttributes.Static).GetILGenerator();
        body.Emit(System.Reflection.Emit.OpCodes.Ret);
        var unloadable = method.CreateType().GetMethod("Run")!.CreateDelegate<Action>();
        Action kept = () => { };

        Assert.Throws<InvalidOperationException>(() => new CallbackScope(unloadable));
        Assert.Throws<InvalidOperationException>(() => new CallbackScope(kept + unloadable));
        Assert.Throws<InvalidOperationException>(() => new CallbackScope(unloadable + kept));
        Assert.Throws<InvalidOperationException>(() => new CallbackScope((Action)unloadable.Invoke));
        new CallbackScope(kept + kept).Dispose();
    }

    [Fact]
    public void A_cookie_leads_to_its_target_until_the_scope_is_disposed()
    {
        var target = new object();
        var scope = new CallbackScope(target);

        Assert.NotEqual(0, scope.Cookie);
        Assert.Same(target, Call(scope.Cookie, entry => entry.Target<object>()));
        scope.Dispose();
        scope.Dispose();
        Assert.Null(Call(scope.Cookie, entry => entry.Target<object>()));
    }

    [Fact]
    public void The_target_is_kept_while_the_scope_is_open_and_no_longer()
    {
        var (scope, target) = Make();
        Collect();
        Assert.True(target.IsAlive);
        scope.Dispose();
        Collect();
        Assert.False(target.IsAlive);

        static (CallbackScope Scope, WeakReference Target) Make()
        {
            var target = new object();
            return (new CallbackScope(target), new WeakReference(target));
        }
    }

    [Fact]
    public void A_stale_cookie_is_recorded_and_never_leads_to_another_object()
    {
        var stale = new List<nint>();
        for (var i = 0; i < 100; i++)
        {
            using var scope = new CallbackScope(new object());
            stale.Add(scope.Cookie);
        }
        using var next = new CallbackScope(new object());
        Assert.DoesNotContain(next.Cookie, stale);

        foreach (var cookie in (nint[])[.. stale, 0, -1, 1, nint.MaxValue, nint.MinValue])
            Assert.False(CallbackEntry.TryEnter(cookie, out _, "Stale.Cookie"));
        Assert.Equal(105, CallbackFailures.Counts["Stale.Cookie"]);
    }

    [Fact]
    public void What_a_callback_throws_is_recorded_under_its_name()
    {
        var failures = new List<(string, Exception)>();
        void OnFailed(string callback, Exception exception)
        {
            if (callback != "Failing.Flush")
                return;
            failures.Add((callback, exception));
            throw new InvalidOperationException("a handler that throws");
        }
        CallbackFailures.Failed += OnFailed;
        try
        {
            using var scope = new CallbackScope(new Failing());
            var thrown = new FormatException();
            Assert.True(CallbackEntry.TryEnter(scope.Cookie, out var entry));
            using (entry)
                entry.Failed(thrown, "Flush");

            Assert.Equal([("Failing.Flush", (Exception)thrown)], failures);
            Assert.Equal(1, CallbackFailures.Counts["Failing.Flush"]);
            scope.ThrowIfFailed();
        }
        finally
        {
            CallbackFailures.Failed -= OnFailed;
        }
    }

    [Fact]
    public void What_is_thrown_during_a_call_reaches_its_caller_alone()
    {
        using var scope = CallbackScope.DuringCall(new DuringCall());
        Assert.True(CallbackEntry.TryEnter(scope.Cookie, out var entry));
        using (entry)
        {
            Assert.False(entry.HasFailed);
            entry.Failed(new FormatException(), "Visit");
            entry.Failed(new OverflowException(), "Visit");
            Assert.True(entry.HasFailed);
        }

        Assert.Throws<FormatException>(scope.ThrowIfFailed);
        Assert.DoesNotContain("DuringCall.Visit", CallbackFailures.Counts.Keys);
    }

    [Fact]
    public void A_callback_cannot_end_its_own_scope()
    {
        var scope = new CallbackScope(new object());
        using var other = new CallbackScope(new object());
        Assert.False(scope.IsInside);
        Assert.True(CallbackEntry.TryEnter(scope.Cookie, out var outer));
        using (outer)
        {
            Assert.True(CallbackEntry.TryEnter(other.Cookie, out var inner));
            using (inner)
            {
                Assert.True(scope.IsInside);
                Assert.Throws<SelfDeadlockException>(scope.Dispose);
            }
            Assert.False(other.IsInside);
            Assert.True(scope.IsInside);
        }
        Assert.False(scope.IsInside);
        Assert.NotNull(Call(scope.Cookie, entry => entry.Target<object>()));
        scope.Dispose();
    }

    [Fact]
    public void Disposing_waits_for_callbacks_on_other_threads()
    {
        var scope = new CallbackScope(new object());
        using var entered = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        var isTargetThere = false;
        var caller = new Thread(() =>
        {
            Assert.True(CallbackEntry.TryEnter(scope.Cookie, out var entry));
            using (entry)
            {
                entered.Set();
                leave.Wait(Long);
                isTargetThere = entry.Target<object>() is not null;
            }
        });
        caller.Start();
        Assert.True(entered.Wait(Long));
        var isOver = 0;
        var disposers = Enumerable.Range(0, 2).Select(_ => new Thread(() =>
        {
            scope.Dispose();
            Interlocked.Increment(ref isOver);
        })).ToList();
        disposers.ForEach(thread => thread.Start());
        Assert.True(SpinWait.SpinUntil(() => Call(scope.Cookie, entry => entry.Target<object>()) is null, Long));
        Thread.Sleep(20);
        Assert.Equal(0, Volatile.Read(ref isOver));

        leave.Set();
        Assert.All(disposers, thread => Assert.True(thread.Join(Long)));
        caller.Join();
        Assert.True(isTargetThere);
    }

    [Fact]
    public void A_thread_counts_as_atomic_inside_an_atomic_scope()
    {
        using var scope = new CallbackScope(new object(), isAtomic: true);
        using var sleeping = new CallbackScope(new object());
        AtomicContext.ThrowIfAtomic("device_move");
        Assert.True(CallbackEntry.TryEnter(scope.Cookie, out var entry));
        using (entry)
        {
            Assert.True(CallbackEntry.TryEnter(sleeping.Cookie, out var nested));
            using (nested)
                Assert.True(AtomicContext.IsAtomic);
            var refusal = Assert.Throws<InvalidOperationException>(() => AtomicContext.ThrowIfAtomic("device_move"));
            Assert.StartsWith("device_move ", refusal.Message, StringComparison.Ordinal);
            var isAtomicElsewhere = true;
            var other = new Thread(() => isAtomicElsewhere = AtomicContext.IsAtomic);
            other.Start();
            other.Join();
            Assert.False(isAtomicElsewhere);
        }
        Assert.False(AtomicContext.IsAtomic);
    }

    [Fact]
    public void Code_that_can_be_unloaded_is_refused()
    {
        var module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Unloadable"), AssemblyBuilderAccess.RunAndCollect).DefineDynamicModule("Unloadable");
        var builder = module.DefineType("Driver", TypeAttributes.Public);
        var body = builder.DefineMethod("Probe", MethodAttributes.Public | MethodAttributes.Static, typeof(void), []).GetILGenerator();
        body.Emit(OpCodes.Ret);
        var type = builder.CreateType();

        Assert.Throws<InvalidOperationException>(() => new CallbackScope(Activator.CreateInstance(type)!));
        Assert.Throws<InvalidOperationException>(() => new CallbackScope(type.GetMethod("Probe")!.CreateDelegate<Action>()));
    }

    [Fact]
    public void A_handle_releases_its_object_before_it_closes_the_scope()
    {
        var scope = new CallbackScope(new object());
        var order = new List<string>();
        var owner = new CountedHandle(2, () => order.Add("parent"));
        var handle = new ScopedHandle(() => order.Add(Call(scope.Cookie, entry => entry.Target<object>()) is null ? "closed" : "release"), scope, owner);
        handle.Dispose();

        Assert.Equal(["release", "parent"], order);
        Assert.Null(Call(scope.Cookie, entry => entry.Target<object>()));
    }

    [Fact]
    public void A_callback_cannot_dispose_the_handle_that_it_lives_as_long_as()
    {
        using var scope = new CallbackScope(new object());
        var releases = 0;
        using var handle = new ScopedHandle(() => releases++, scope);
        Assert.True(CallbackEntry.TryEnter(scope.Cookie, out var entry));
        using (entry)
        {
            Assert.Throws<SelfDeadlockException>(handle.Dispose);
            Assert.Throws<SelfDeadlockException>(() => OwnedHandle.DisposeAll(handle));
        }
        Assert.Equal(0, releases);
        Assert.False(handle.IsDisposed);
        handle.Dispose();
        Assert.Equal(1, releases);
    }

    /// <summary>A handle disposed elsewhere is released by its last user, which can be one of its callbacks: nobody waits then.</summary>
    [Fact]
    public void The_last_callback_ends_a_scope_that_was_closed_inside_it()
    {
        var scope = new CallbackScope(new object());
        Assert.True(CallbackEntry.TryEnter(scope.Cookie, out var entry));
        using (entry)
        {
            scope.Close();
            Assert.False(CallbackEntry.TryEnter(scope.Cookie, out _, "Closed.Inside"));
            Assert.NotNull(entry.Target<object>());
        }
        Assert.False(CallbackEntry.TryEnter(scope.Cookie, out _, "Closed.Inside"));
        scope.Dispose();
    }

    [Fact]
    public void What_is_called_once_ends_by_itself()
    {
        var scope = CallbackScope.Once(new object());
        Assert.NotNull(Call(scope.Cookie, entry => entry.Target<object>()));
        Assert.Null(Call(scope.Cookie, entry => entry.Target<object>()));
        scope.Dispose();
    }

    [Fact]
    public void Entering_a_callback_allocates_nothing()
    {
        using var scope = new CallbackScope(new object(), isAtomic: true);
        Enter(scope.Cookie);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Enter(scope.Cookie);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        static void Enter(nint cookie)
        {
            if (CallbackEntry.TryEnter(cookie, out var entry))
            {
                using (entry)
                    _ = entry.Target<object>();
            }
        }
    }

    /// <summary>Scopes end while many threads call: whoever got in finds the target that the cookie was given out for.</summary>
    [Fact]
    public void A_crowd_never_finds_a_target_that_is_over()
    {
        var open = new (CallbackScope Scope, Target Target)[8];
        for (var i = 0; i < open.Length; i++)
            open[i] = Make();
        var gates = open.Select(_ => new Lock()).ToArray();
        Crowd.Run(60_000, random =>
        {
            var place = random.Next(open.Length);
            if (random.Next(16) == 0)
            {
                lock (gates[place])
                {
                    var (scope, target) = open[place];
                    open[place] = Make();
                    scope.Dispose();
                    Volatile.Write(ref target.IsOver, true);
                }
                return;
            }
            var cookie = open[place].Scope.Cookie;
            if (!CallbackEntry.TryEnter(cookie, out var entry, "Crowd.Stale"))
                return;
            using (entry)
            {
                var target = entry.Target<Target>();
                if (random.Next(64) == 0)
                    Thread.Yield();
                if (Volatile.Read(ref target.IsOver))
                    throw new InvalidOperationException("The target was over.");
            }
        });
        foreach (var (scope, _) in open)
            scope.Dispose();

        static (CallbackScope, Target) Make()
        {
            var target = new Target();
            return (new CallbackScope(target), target);
        }
    }

    private delegate T? Callback<T>(scoped CallbackEntry entry);

    private static T? Call<T>(nint cookie, Callback<T> callback)
    {
        if (!CallbackEntry.TryEnter(cookie, out var entry))
            return default;
        using (entry)
            return callback(entry);
    }

    private static void Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private sealed class Failing;

    private sealed class DuringCall;

    private sealed class Target
    {
        public bool IsOver;
    }

    private sealed class ScopedHandle(Action onRelease, params IDisposable?[] retained) : OwnedHandle(1, retained)
    {
        protected override void ReleaseNative(nint pointer) => onRelease();
    }
}
