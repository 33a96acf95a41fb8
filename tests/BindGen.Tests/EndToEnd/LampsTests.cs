using BindGen.Tests.Clang;
using Xunit;

namespace BindGen.Tests.EndToEnd;

/// <summary>tests/native/annotated/lamps.h says itself who owns what: bound without a rules file, compiled, and run against the library,
/// which counts what lives and what was done wrongly.</summary>
public sealed class LampsTests
{
    private const string Driver =
        """
        using System;
        using Lamps;

        public static class Driver
        {
            public static string Rooms()
            {
                using var room = Room.Open("hall");
                using var none = Room.Open("");
                room!.Rename("attic");
                using var again = room.Clone();
                return $"{again.CopyName()} {none is null} {Fails(() => room.Rename(new string('x', 40)))}";
            }

            public static string Bulbs()
            {
                using var room = Room.Open("hall");
                using var lamp = Lamp.Create(room!, "ceiling");
                using var bulb = Bulb.Create(40, BulbColor.Cold);
                using var spare = Bulb.Create(60, BulbColor.Warm);
                var color = bulb.GetColor();
                var before = Fails(() => lamp.Switch(true));
                lamp.ScrewIn(bulb);
                var used = Fails(() => bulb.GetColor());
                var taken = Fails(() => lamp.ScrewIn(spare));
                lamp.Switch(true);
                lamp.Measure(out var watts);
                return $"{color} {before} {used} {taken} {spare.GetColor()} {watts}";
            }

            public static string Settings()
            {
                using var room = Room.Open("hall");
                using var lamp = Lamp.Create(room!, "desk");
                var dim = lamp.IsDim();
                lamp.Adjust(new LampSettings { Level = 250, Flicker = true }, out var effective);
                return $"{dim} {effective.Level} {effective.Flicker} {lamp.GetLevel()} {lamp.IsDim()}";
            }

            public static string Shown()
            {
                using var room = Room.Open("window");
                using var broken = Lamp.Create(room!, "broken");
                var refused = Fails(() => broken.Register(-1));
                LampShow show;
                string twice;
                using (var lamp = Lamp.Create(room!, "red"))
                {
                    show = lamp.Register(2);
                    twice = Fails(() => lamp.Register(3));
                }
                var during = Books.CountShown();
                show.Dispose();
                return $"{refused} {twice} {during} {Books.CountShown()}";
            }

            public static string Touched()
            {
                using var room = Room.Open("shop");
                using var lamp = Lamp.Create(room!, "sample");
                var guard = lamp.EnterTouch();
                var copy = guard;
                guard.Dispose();
                copy.Dispose();
                return $"{guard.IsEntered} {copy.IsEntered}";
            }

            public static int Live()
            {
                GC.Collect();
                return Books.CountLive();
            }

            public static int Violations() => Books.CountViolations();

            private static string Fails(Action action)
            {
                try
                {
                    action();
                    return "done";
                }
                catch (Exception exception)
                {
                    return exception.GetType().Name;
                }
            }
        }
        """;

    [NotesFact]
    public void An_annotated_library_is_bound_without_rules_and_used_as_it_says()
    {
        using var lamps = new BoundLibrary("annotated/lamps", "Lamps", "", Driver);

        Assert.Equal("attic True KernelException", lamps.Call<string>("Rooms"));
        Assert.Equal("Cold KernelException ObjectMovedException KernelException Warm 40", lamps.Call<string>("Bulbs"));
        Assert.Equal("True 100 False 100 False", lamps.Call<string>("Settings"));
        Assert.Equal("KernelException InvalidOperationException 1 0", lamps.Call<string>("Shown"));
        Assert.Equal("False False", lamps.Call<string>("Touched"));
        Assert.Equal(0, lamps.Call<int>("Violations"));
        Assert.Equal(0, lamps.Call<int>("Live"));
    }

    [LibClangFact]
    public void A_project_without_rules_files_is_generated_from_headers_and_from_the_capture()
    {
        using var kernel = new SmallKernel();
        kernel.Write("small.bindgen", "project Small;\nlibrary \"small\";\nheader <linux/small.h>;\n\ntarget small {\n    kernel 9.9;\n    arch x86_64;\n}\n\noutput \"output/{target}\";\n");
        kernel.Write(Path.Combine(Path.GetDirectoryName(kernel.HeaderFile)!, "../bindgen.h"), Repository.Read("headers", "bindgen.h"));
        kernel.Write(kernel.HeaderFile, "#include <bindgen.h>\nint small_add(int left, BG_BORROWED int right);\nBG_NAME(Sum) int small_add(int left, int right);\n");
        File.Delete(kernel.At("small.rules"));

        var wrong = kernel.Run("generate");
        kernel.Write(kernel.HeaderFile, "#include <bindgen.h>\nBG_NAME(Sum) int small_add(int left, int right);\nint small_next(int value);\n");
        var run = kernel.Run("generate");
        var again = kernel.Run("check", "--from", "api");
        var explained = kernel.Run("explain", "small_add", "--from", "api");

        Assert.Equal(["BG0306"], wrong.Errors);
        Assert.Contains("linux/small.h(2,25): error BG0306: parameter 'right' is a 'int'", wrong.Error, StringComparison.Ordinal);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("public static int Sum(int left, int right)", File.ReadAllText(kernel.At("output/small/safe/SmallFunctions.cs")), StringComparison.Ordinal);
        Assert.Contains("\nannotation function small_add\n  at linux/small.h:2\n  column 1\n  = as Sum\n", File.ReadAllText(kernel.At("9.9/small.api")), StringComparison.Ordinal);
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.True(explained.ExitCode == 0, explained.Error);
        Assert.Contains("linux/small.h(2,1):", explained.Output, StringComparison.Ordinal);
    }
}
