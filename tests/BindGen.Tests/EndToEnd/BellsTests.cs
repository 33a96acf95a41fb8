using Xunit;

namespace BindGen.Tests.EndToEnd;

/// <summary>tests/native/bells.h calls C#: every kind of argument and result of a callback, bound, compiled and run.</summary>
public sealed class BellsTests
{
    private const string Rules =
        """
        header <bells.h>;

        enum BellTone = enum bell_tone;

        handle Bell = struct bell {
            refcounted bell_get / bell_put;

            bell_cast(name: string) as Cast -> owned;
            bell_name(bell) as CopyName -> string;
            bell_on_melting(bell, action: callback until release, cookie: cookie) as OnMelting -> errno;
        }

        handle Tower = struct bell_tower {
            bell_tower_build(ringer: callbacks Ringer until bell_tower_pull_down, cookie: cookie) as Build -> owned by bell_tower_pull_down;
            bell_tower_ring(tower, bell, hour) as Ring;
            bell_tower_tune(tower, by) as Tune;
        }

        callbacks Ringer = struct bell_ringer {
            cookie first parameter;
            fails 12;
            .strike(bell, tone, loud, by: string) -> errno;
            .may_ring(hour) as MayRing -> bool;
            .choose(rope: opaque "it is the tower's", times: out, loud: out, last: out), optional;
            .rest, optional;
            .tune(by) as Tune;
        }

        functions Bells {
            bell_sum(count, value: callback during call, cookie: cookie) as Sum;
            bells_live skip "bells_are_gone says as much";
            bells_are_gone as AreGone;
        }
        """;

    private const string Driver =
        """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using Bells;
        using BindGen.Runtime;

        public static class Driver
        {
            public static string Rung()
            {
                var log = new List<string>();
                using var bell = Bell.Cast("große");
                using (var tower = Tower.Build(Choosing(log)))
                    log.Add($"{tower.Ring(bell, 12)} {tower.Ring(bell, 3)} {tower.Tune(-7)}");
                return string.Join("; ", log);
            }

            public static string WithoutOptional()
            {
                var log = new List<string>();
                using var bell = Bell.Cast("small");
                using (var tower = Tower.Build(new Ringer { Strike = (bell, tone, loud, by) => Struck(log, bell, tone, loud, by), MayRing = _ => true, Tune = _ => 0 }))
                    log.Add($"{tower.Ring(bell, 12)}");
                return string.Join("; ", log);
            }

            public static string Failing()
            {
                using var bell = Bell.Cast("cracked");
                var refusing = new Ringer { Strike = (_, _, _, _) => new Errno(-5), MayRing = _ => true, Tune = _ => 0 };
                var throwing = new Ringer { Strike = (_, _, _, _) => throw new FormatException(), MayRing = hour => hour == 1 ? throw new FormatException() : true, Tune = _ => throw new FormatException() };
                using var first = Tower.Build(refusing);
                using var second = Tower.Build(throwing);
                var results = $"{first.Ring(bell, 0)} {second.Ring(bell, 0)} {second.Ring(bell, 1)} {second.Tune(3)}";
                return $"{results} {string.Join(' ', CallbackFailures.Counts.Where(count => count.Key.StartsWith("Ringer.")).Select(count => $"{count.Key}={count.Value}"))}";
            }

            public static string Summed()
            {
                var sum = Bells.Bells.Sum(4, number => number * 10);
                try
                {
                    Bells.Bells.Sum(4, number => number == 1 ? throw new FormatException("one") : 1);
                    return "no";
                }
                catch (FormatException exception)
                {
                    return $"{sum} {exception.Message}";
                }
            }

            public static string Melted()
            {
                var melted = 0;
                string refused;
                using (var bell = Bell.Cast("old"))
                {
                    bell.OnMelting(() => melted++);
                    try
                    {
                        bell.OnMelting(() => melted += 10);
                        refused = "no";
                    }
                    catch (KernelException exception)
                    {
                        refused = exception.Errno.Name;
                    }
                    using var again = bell.Clone();
                }
                return $"{refused} {melted}";
            }

            public static string Unloadable()
            {
                try
                {
                    Tower.Build(Choosing(new List<string>()));
                    return "no";
                }
                catch (InvalidOperationException exception)
                {
                    return exception.Message;
                }
            }

            public static bool AreGone() => Bells.Bells.AreGone();

            private static Ringer Choosing(List<string> log) => new()
            {
                Strike = (bell, tone, loud, by) => Struck(log, bell, tone, loud, by),
                MayRing = hour => hour > 6,
                Choose = (out int times, out bool loud, out BellTone last) =>
                {
                    (times, loud, last) = (2, true, BellTone.Low);
                    return BellTone.High;
                },
                Rest = () => log.Add("rest"),
                Tune = by => (int)by * 2,
            };

            private static Errno Struck(List<string> log, scoped BellRef<Normal> bell, BellTone tone, bool loud, string by)
            {
                log.Add($"{bell.CopyName()} {tone} {loud} {by}");
                return default;
            }
        }
        """;

    [NotesFact]
    public void Every_kind_of_argument_and_result_goes_through_a_callback()
    {
        using var bells = new BoundLibrary("bells", "Bells", Rules, Driver, isUnloadable: false);

        Assert.Equal("große High True the hour; große Low True the hour; 2 -1 -14; rest", bells.Call<string>("Rung"));
        Assert.Equal("small Low False the hour; 1", bells.Call<string>("WithoutOptional"));
        Assert.Equal("-5 -12 -1 0 Ringer.MayRing=1 Ringer.Strike=1 Ringer.Tune=1", bells.Call<string>("Failing"));
        Assert.Equal("60 one", bells.Call<string>("Summed"));
        Assert.Equal("EINVAL 1", bells.Call<string>("Melted"));
        Assert.True(bells.Call<bool>("AreGone"));
    }

    [NotesFact]
    public void Bindings_that_can_be_unloaded_give_c_nothing_to_call()
    {
        using var bells = new BoundLibrary("bells", "Bells", Rules, Driver);

        Assert.Equal("Ringer comes from an assembly that can be unloaded: C would call code that is gone.", bells.Call<string>("Unloadable"));
        Assert.True(bells.Call<bool>("AreGone"));
    }
}
