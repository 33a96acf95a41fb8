using BindGen.Clang;
using BindGen.Diagnostics;
using BindGen.Kernels;

namespace BindGen.Tests.Interruption;

/// <summary>What becomes of the programs that a command has started when it is killed.</summary>
internal enum KilledPrograms
{
    /// <summary>It starts none when it has begun to change files.</summary>
    None,

    /// <summary>They end by themselves.</summary>
    Survive,

    /// <summary>They are killed with it.</summary>
    Killed,
}

/// <summary>A command that writes, and what it is killed in.</summary>
/// <param name="Prepare">Makes the directory that the command is run on.</param>
/// <param name="Arguments">Of the tool; <c>~</c> stands for the directory, <c>^</c> for one that stays the same.</param>
/// <param name="Wholes">The directories and files that are the old ones or the new ones, each as a whole, whenever the command is killed;
/// none for each file by itself.</param>
internal sealed record KillScenario(string Name, Action<KillPlace> Prepare, string[] Arguments, string[] Wholes)
{
    /// <summary>At how many points it is killed.</summary>
    public int Points { get; init; } = 8;

    public (string Name, string Value)[] Environment { get; init; } = [];

    public KilledPrograms Programs { get; init; }

    /// <summary>What may be something else after a killed run, until the next one is through.</summary>
    public string[] Passing { get; init; } = [];

    /// <summary>What is not looked at, because it is not the command's own.</summary>
    public string[] Foreign { get; init; } = [];

    /// <summary>What the system refuses, by the names that tests/native/kill-points.c has for it.</summary>
    public string[] Refused { get; init; } = [];

    /// <summary>Whether a killed run leaves a journal instead of a whole, and the next run completes it.</summary>
    public bool IsJournaled { get; init; }

    public bool NeedsLibClang { get; init; }

    public bool NeedsPackages { get; init; }

    /// <summary>Whether the command refuses to do again what is done.</summary>
    public bool IsOnce { get; init; }

    public static KillScenario Named(string name) => All.Single(scenario => scenario.Name == name);

    /// <summary>Whether this machine has what it needs.</summary>
    public bool CanRun => (!NeedsLibClang || LibClang.Load(new DiagnosticBag()) is not null) && (!NeedsPackages || PackageClient.Missing() is null);

    private static string[] Generate => ["generate", "~/box.bindgen", "--from", "api"];

    private static string[] GenerateOne => [.. Generate, "--target", "one"];

    private static string[] Outputs => ["output/one", "output/two", "box.coverage"];

    private static string[] FromHeaders => ["generate", "~/box.bindgen", "--from", "headers"];

    private static string[] Diff => ["diff", "two", "one", "--project", "~/box.bindgen", "--from", "api"];

    private static (string, string)[] Cache => [("BINDGEN_CACHE", "~/cache"), ("BINDGEN_OFFLINE", "")];

    /// <summary>The commands that write. Whoever adds one adds it here.</summary>
    public static IReadOnlyList<KillScenario> All { get; } = [.. Generating, .. Writing, .. Reviewing, .. KeepingKernels];

    private static IEnumerable<KillScenario> Generating =>
    [
        new("generate for the first time", place => place.WriteProject(), Generate, Outputs),
        new("generate after a change", place => place.WriteProject().Run(Generate).ChangeRules(), Generate, Outputs) { Points = 20 },
        new("generate beside files of the user", place => place.WriteProject().Run(Generate).AddForeignFiles("output/one").ChangeRules(), Generate, Outputs),
        new("generate where files cannot have two places", place => place.WriteProject().Run(Generate).AddForeignFiles("output/one").ChangeRules(), Generate, Outputs)
            { Refused = ["KILL_LINKLESS"] },
        new("generate where directories cannot be exchanged", place => place.WriteProject().Run(Generate).ChangeRules(), Generate, Outputs)
            { Refused = ["KILL_REFUSE"], IsJournaled = true, Points = 12 },
        new("generate into a directory that is in use", place => place.WriteProject().Run(Generate).Write("output/one/obj/mine.txt", "mine").Write("output/two/obj/mine.txt", "mine").ChangeRules(),
            Generate, Outputs) { IsJournaled = true, Points = 12 },
        new("generate with new captures", place => place.WriteProject().WriteHeader().Run(FromHeaders).WriteHeader("enum color { RED, GREEN, BLUE };"), FromHeaders, [.. Outputs, "one/box.api", "two/box.api"])
            { NeedsLibClang = true },
        new("generate and record that less is wrapped", place => place.WriteProject().Run(Generate).LoseRule(), [.. Generate, "--accept-coverage"], Outputs),
    ];

    private static IEnumerable<KillScenario> Writing =>
    [
        new("raw for the first time", place => place.WriteProject(), ["raw", "~/one/box.api", "-o", "~/raw"], ["raw"]),
        new("raw after a change", place => place.WriteProject().Run("raw", "~/one/box.api", "-o", "~/raw", "-n", "Old"), ["raw", "~/one/box.api", "-o", "~/raw", "-n", "New"], ["raw"]) { Points = 12 },
        new("format", place => place.WriteProject().Unformat(), ["format", "~/box.bindgen", "~/box.rules"], ["box.bindgen", "box.rules"]) { Points = 9 },
        new("init of a directory", _ => { }, ["init", "~/fresh", "--name", "Fresh"], ["fresh"]) { IsJournaled = true, IsOnce = true, Points = 12 },
        new("init in a directory", place => place.Write("mine.txt", "mine"), ["init", "~", "--name", "Fresh"], ["Fresh.bindgen", "fresh.bindgen", "fresh.rules", "fresh.h"]) { IsJournaled = true, IsOnce = true, Points = 12 },
        new("suggest to a file", place => place.WriteProject().Write("draft.rules", "# an earlier draft\n"), ["suggest", "~/one/box.api", "-o", "~/draft.rules"], ["draft.rules"]) { Points = 5 },
        new("diff to a file", place => place.WriteProject().WriteOlderApi().Write("diff.txt", "of yesterday\n"), [.. Diff, "-o", "~/diff.txt"], ["diff.txt"]) { Points = 5 },
        new("diff to a page", place => place.WriteProject().WriteOlderApi(), [.. Diff, "--format", "html", "-o", "~/pages/diff.html"], ["pages/diff.html"]) { Points = 5 },
        new("check for code scanning", place => place.WriteProject().Run(Generate).Write("box.sarif", "{}\n"), ["check", "~/box.bindgen", "--from", "api", "--only", "output", "--sarif", "~/box.sarif"], ["box.sarif"]) { Points = 5 },
    ];

    private static IEnumerable<KillScenario> Reviewing =>
    [
        Review("--accept", KilledPrograms.Survive),
        Review("--accept", KilledPrograms.Killed),
        Review("--reject", KilledPrograms.Survive),
        Review("--reject", KilledPrograms.Killed),
        new("review of snapshots: accept", place => place.WriteSnapshots(), ["review", "~", "--accept", "*"], []) { IsOnce = true, Points = 3 },
        new("review of snapshots: reject", place => place.WriteSnapshots(), ["review", "~", "--reject", "*"], []) { IsOnce = true, Points = 3 },
        new("review as a page", place => place.Shared.WriteProject().Run(GenerateOne).Commit().ChangeRules().Run(GenerateOne), ["review", "^", "--html", "~/review.html"], ["review.html"]) { Points = 5 },
    ];

    private static IEnumerable<KillScenario> KeepingKernels =>
    [
        new("kernels add", place => place.WriteKernelTree().CacheKernels("9.1.3"), ["kernels", "add", "^/linux"], ["cache/added"]) { Environment = Cache, Points = 5 },
        new("kernels prune", place => place.CacheKernels("9.1.3", "9.1.10", "9.1.4").Write("cache/packages/old/file.deb", "x"), ["kernels", "prune", "--keep", "1"], ["cache/kernels/9.1.3", "cache/kernels/9.1.4", "cache/kernels/9.1.10", "cache/packages"])
            { Environment = Cache, Passing = ["cache/lock"], Points = 10 },
        new("kernels fetch", place => place.CacheSeries("9.1.3").OfferKernel("9.1.10"), ["kernels", "fetch", "9.1", "--sources", "^/test.list"], ["cache/kernels/9.1/x86_64"])
            { Environment = Cache, Passing = ["cache/lock", "cache/packages"], Foreign = ["cache/apt"], Programs = KilledPrograms.Survive, NeedsPackages = true, Points = 4 },
    ];

    /// <summary>Each file, and each entry of git's index, is decided or not; what the manifests say follows.</summary>
    private static KillScenario Review(string option, KilledPrograms programs) =>
        new($"review {option}, {(programs == KilledPrograms.Killed ? "killed with git" : "killed beside git")}", place => place.WriteProject().Run(GenerateOne).Commit().ChangeRules().Run(GenerateOne), ["review", "~", option, "*"], [])
        {
            Programs = programs,
            IsOnce = true,
            Passing = ["output/one/.bindgen-manifest"],
            Foreign = [".git"],
            Points = 5,
        };
}
