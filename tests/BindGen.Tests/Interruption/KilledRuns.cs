using System.Diagnostics;
using System.Globalization;
using BindGen.Cli;
using BindGen.Tests.Cli;
using Xunit;

namespace BindGen.Tests.Interruption;

/// <summary>Runs a command again and again from the same state, kills it, and judges what it left and what the next run makes of that.</summary>
internal sealed class KilledRuns : IDisposable
{
    // For a run that forks: memory of a program that writes itself must not be shared, and no thread may be needed that a fork has not.
    private static readonly (string, string)[] Runtime = [("DOTNET_EnableWriteXorExecute", "0"), ("DOTNET_TieredCompilation", "0")];

    private readonly string _root = Directory.CreateTempSubdirectory("bindgen-killed-").FullName;
    private readonly KillScenario _scenario;
    private readonly TreeState _before;
    private readonly TreeState _after;

    public KilledRuns(KillScenario scenario)
    {
        _scenario = scenario;
        Directory.CreateDirectory(Before);
        scenario.Prepare(new KillPlace(Before));
        _before = TreeState.Read(Before);
        Restore();
        // In this process first: it also leaves behind that all of this compiles, which is not what is tested here.
        new KillPlace(Work).Run(scenario.Arguments);
        _after = TreeState.Read(Work);
        Assert.Empty(_after.Leftovers);
    }

    private string Before => At("before");

    private string Work => At("work");

    /// <summary>A run that is not killed: does the same, and counts the points.</summary>
    public int CountPoints(out TimeSpan time)
    {
        Restore();
        var start = Stopwatch.GetTimestamp();
        var run = RunTool();
        time = Stopwatch.GetElapsedTime(start);
        Assert.Equal(0, run.ExitCode);
        _after.AssertEqual(TreeState.Read(Work));
        return checked((int)BitConverter.ToInt64(File.ReadAllBytes(At("count"))));
    }

    /// <summary>Kills a run at each of the points.</summary>
    public void KillAt(IReadOnlyCollection<int> points)
    {
        Restore();
        Directory.CreateDirectory(At("left"));
        var run = RunTool(
            ("KILL_POINTS", string.Join(' ', points.Select(point => point.ToString(CultureInfo.InvariantCulture)))), ("KILL_LEFT", At("left")), ("KILL_BEFORE", Before));
        Assert.True(run.ExitCode == 0, $"not every fork could be killed: {run.ExitCode} {run.Output} {run.Error}");
        foreach (var point in points)
            Judge(At($"left/{point}"), $"killed at point {point}");
    }

    /// <summary>Kills a run from outside after a time.</summary>
    public void KillAfter(TimeSpan time)
    {
        Restore();
        using (var process = Process.Start(new ProcessStartInfo(ChildProcess.Dotnet, [typeof(Entry).Assembly.Location, .. new KillPlace(Work).Expand(_scenario.Arguments)]) { RedirectStandardOutput = true, RedirectStandardError = true })!)
        {
            if (!process.WaitForExit(time))
                process.Kill();
            process.WaitForExit();
        }
        Judge(Work, $"killed after {time}");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void Judge(string left, string when)
    {
        var state = TreeState.Read(left);
        Assert.Equal(_before.Others(_scenario.Wholes), state.Others(_scenario.Wholes));
        foreach (var whole in _scenario.Wholes.Where(whole => !_scenario.IsJournaled || !state.HasJournalBelow(whole)))
            Assert.True(state.Whole(whole) == _before.Whole(whole) || state.Whole(whole) == _after.Whole(whole), $"{when}, '{whole}' is a mixture:\n{string.Join('\n', state.Files.Files.Keys)}");

        var run = ToolRun.Of(new KillPlace(left).Expand(_scenario.Arguments));
        var isDone = _scenario.IsOnce && _scenario.Wholes.All(whole => state.Whole(whole) == _after.Whole(whole));
        Assert.True(run.ExitCode == 0 || isDone, $"{when}, the next run says: {run.Error}");
        _after.AssertEqual(TreeState.Read(left));
    }

    private ToolRun RunTool(params (string, string)[] more) => ChildProcess.RunTool(
        _root,
        [("LD_PRELOAD", KillLibrary.Path), ("KILL_BELOW", Work), ("KILL_COUNT", At("count")), .. Runtime, .. _scenario.Refused.Select(name => (name, "1")), .. more],
        new KillPlace(Work).Expand(_scenario.Arguments));

    // With its times, which tell the tool that nothing has changed.
    private void Restore()
    {
        if (Directory.Exists(Work))
            Directory.Delete(Work, recursive: true);
        Assert.Equal(0, ChildProcess.Run("cp", _root, [], "-a", Before, Work).ExitCode);
    }

    private string At(string path) => Path.Combine(_root, path);
}
