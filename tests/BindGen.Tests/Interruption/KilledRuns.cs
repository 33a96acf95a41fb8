using System.Diagnostics;
using System.Globalization;
using BindGen.Cli;
using BindGen.Output;
using BindGen.Tests.Cli;
using Xunit;

namespace BindGen.Tests.Interruption;

/// <summary>Runs a command again and again from the same state, kills it, and judges what it left and what the next run makes of that.</summary>
internal sealed class KilledRuns : IDisposable
{
    private const int Seed = 7;

    // For a run that forks: memory of a program that writes itself must not be shared, and no thread may be needed that a fork has not.
    private static readonly (string, string)[] Forking = [("DOTNET_EnableWriteXorExecute", "0"), ("DOTNET_TieredCompilation", "0")];

    private readonly string _root = Directory.CreateTempSubdirectory("bindgen-killed-").FullName;
    private readonly KillScenario _scenario;
    private readonly string[] _wholes;
    private readonly TreeState _before;
    private readonly TreeState _after;
    private readonly Git? _gitBefore;
    private readonly Git? _gitAfter;
    private bool _wasLockNamed;

    private KilledRuns(KillScenario scenario)
    {
        _scenario = scenario;
        Directory.CreateDirectory(Before);
        Directory.CreateDirectory(At("shared"));
        scenario.Prepare(Place(Before));
        _before = Read(Before);
        _gitBefore = ReadGit(Before);
        (PointCount, Time) = RunUnkilled();
        _after = Read(Work);
        _gitAfter = ReadGit(Work);
        _wholes = scenario.Wholes is [] ? [.. _before.Files.Files.Keys.Union(_after.Files.Files.Keys).Except(scenario.Passing)] : scenario.Wholes;
        Assert.Empty(_after.Leftovers);
    }

    /// <summary>How many changes of files a run makes that is not killed.</summary>
    private int PointCount { get; }

    /// <summary>How long it takes.</summary>
    private TimeSpan Time { get; }

    private string Before => At("before");

    private string Work => At("work");

    /// <summary>Kills runs of a command at as many points of its work on files as its scenario says, by chance.</summary>
    public static void AtPoints(KillScenario scenario)
    {
        using var runs = new KilledRuns(scenario);
        var points = Enumerable.Range(1, runs.PointCount).ToArray();
        Assert.True(points.Length >= scenario.Points, $"there are {points.Length} points, and not {scenario.Points}");
        new Random(Seed).Shuffle(points);

        runs.KillAt([.. points.Take(scenario.Points).Order()]);
    }

    /// <summary>Kills runs of a command from outside, at times by chance around those of its work on files.</summary>
    public static void AtTimes(KillScenario scenario, int count)
    {
        using var runs = new KilledRuns(scenario);
        var random = new Random(Seed);

        for (var i = 0; i < count; i++)
            runs.KillAfter(runs.Time * (0.6 + 0.5 * random.NextDouble()));
    }

    private void KillAt(IReadOnlyCollection<int> points)
    {
        if (_scenario.Programs == KilledPrograms.None)
            KillForksAt(points);
        else
            foreach (var point in points)
                KillProcessAt(point);
    }

    private void KillAfter(TimeSpan time)
    {
        Restore();
        using (var process = Process.Start(new ProcessStartInfo(ChildProcess.Dotnet, [typeof(Entry).Assembly.Location, .. Place(Work).Expand(_scenario.Arguments)]) { RedirectStandardOutput = true, RedirectStandardError = true })!)
        {
            if (!process.WaitForExit(time))
                process.Kill();
            process.WaitForExit();
        }
        Judge(Work, $"killed after {time}");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private (int Points, TimeSpan Time) RunUnkilled()
    {
        Restore();
        var start = Stopwatch.GetTimestamp();
        var run = RunTool();
        Assert.True(run.ExitCode == 0, run.Error);
        return (checked((int)BitConverter.ToInt64(File.ReadAllBytes(At("count")))), Stopwatch.GetElapsedTime(start));
    }

    private void KillForksAt(IReadOnlyCollection<int> points)
    {
        Restore();
        Directory.CreateDirectory(At("left"));
        var run = RunTool(
            ("KILL_POINTS", string.Join(' ', points.Select(point => point.ToString(CultureInfo.InvariantCulture)))), ("KILL_LEFT", At("left")), ("KILL_BEFORE", Before));
        Assert.True(run.ExitCode == 0, $"not every fork could be killed: {run.ExitCode} {run.Output} {run.Error}");
        foreach (var point in points)
            Judge(At($"left/{point}"), $"killed at point {point}");
    }

    private void KillProcessAt(int point)
    {
        Restore();
        var run = RunTool(("KILL_AT", point.ToString(CultureInfo.InvariantCulture)), (_scenario.Programs == KilledPrograms.Killed ? "KILL_ALL" : "KILL_ALONE", "1"));
        Assert.True(run.ExitCode != 0, $"not killed at point {point}: {run.Output}");
        // What it started, and was not killed, works on.
        PathLock.OfExisting(At("count"))!.Dispose();
        Judge(Work, $"killed at point {point}");
    }

    private void Judge(string left, string when)
    {
        var state = Read(left);
        string[] changing = [.. _wholes, .. _scenario.Passing];
        Assert.Equal(_before.Others(changing), state.Others(changing));
        foreach (var whole in _wholes.Where(whole => !_scenario.IsJournaled || !state.HasJournalBelow(whole)))
            Assert.True(state.Whole(whole) == _before.Whole(whole) || state.Whole(whole) == _after.Whole(whole), $"{when}, '{whole}' is a mixture:\n{string.Join('\n', state.Files.Files.Keys)}");
        ReadGit(left)?.AssertBetween(_gitBefore!, _gitAfter!);
        if (_gitBefore is not null)
            RemoveLock(left);

        var run = Place(left).RunTool(_scenario.Arguments);
        var isDone = _scenario.IsOnce && _wholes.All(whole => state.Whole(whole) == _after.Whole(whole));
        Assert.True(run.ExitCode == 0 || isDone, $"{when}, the next run says: {run.Error}");
        _after.AssertEqual(Read(left));
        Assert.Equal(_gitAfter?.Status, ReadGit(left)?.Status);
    }

    /// <summary>What a git that was killed leaves is named, and removing it is for the user.</summary>
    private void RemoveLock(string left)
    {
        var file = Path.Combine(left, ".git/index.lock");
        if (!File.Exists(file))
            return;
        Assert.Equal(KilledPrograms.Killed, _scenario.Programs);
        if (!_wasLockNamed)
        {
            var run = Place(left).RunTool(_scenario.Arguments);
            Assert.Contains($"{file}(1,1): error BG0721", run.Error, StringComparison.Ordinal);
            ReadGit(left)!.AssertBetween(_gitBefore!, _gitAfter!);
        }
        _wasLockNamed = true;
        File.Delete(file);
    }

    private ToolRun RunTool(params (string, string)[] more)
    {
        File.Delete(At("count"));
        var place = Place(Work);
        (string, string)[] runtime = _scenario.Programs == KilledPrograms.None ? Forking : [];
        // In a session of its own, and so the first of a process group.
        return ChildProcess.Run(
            "setsid", ".",
            [("LD_PRELOAD", KillLibrary.Path), ("KILL_BELOW", Work), ("KILL_COUNT", At("count")), .. runtime, .. place.Environment, .. _scenario.Refused.Select(name => (name, "1")), .. more],
            [ChildProcess.Dotnet, typeof(Entry).Assembly.Location, .. place.Expand(_scenario.Arguments)]);
    }

    // With its times, which tell the tool that nothing has changed.
    private void Restore()
    {
        if (Directory.Exists(Work))
            Directory.Delete(Work, recursive: true);
        Assert.Equal(0, ChildProcess.Run("cp", _root, [], "-a", Before, Work).ExitCode);
    }

    private KillPlace Place(string directory) => new(directory, At("shared"), _scenario.Environment);

    private TreeState Read(string directory) => TreeState.Read(directory, _scenario.Foreign);

    private static Git? ReadGit(string directory) => Directory.Exists(Path.Combine(directory, ".git")) ? Git.Read(directory) : null;

    private string At(string path) => Path.Combine(_root, path);
}
