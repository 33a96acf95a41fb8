using BindGen.Tests.EndToEnd;

namespace BindGen.Tests.Interruption;

/// <summary>A command that writes, and what it is killed in.</summary>
/// <param name="Prepare">Makes the directory that the command is run on.</param>
/// <param name="Arguments">Of the tool; <c>~</c> stands for the directory.</param>
/// <param name="Wholes">The directories and files that are the old ones or the new ones, each as a whole, whenever the command is killed.</param>
internal sealed record KillScenario(string Name, Action<KillPlace> Prepare, string[] Arguments, string[] Wholes)
{
    /// <summary>What the system refuses, by the names that tests/native/kill-points.c has for it.</summary>
    public string[] Refused { get; init; } = [];

    /// <summary>Whether a killed run leaves a journal instead of a whole, and the next run completes it.</summary>
    public bool IsJournaled { get; init; }

    public bool NeedsLibClang { get; init; }

    /// <summary>Whether the command refuses to do again what is done.</summary>
    public bool IsOnce { get; init; }

    public static KillScenario Named(string name) => All.Single(scenario => scenario.Name == name);

    private static string[] Generate => ["generate", "~/box.bindgen", "--from", "api"];

    private static string[] Outputs => ["output/one", "output/two", "box.coverage"];

    private static string[] FromHeaders => ["generate", "~/box.bindgen", "--from", "headers"];

    /// <summary>The commands that write. Whoever adds one adds it here.</summary>
    public static IReadOnlyList<KillScenario> All { get; } =
    [
        new("generate for the first time", place => place.WriteProject(), Generate, Outputs),
        new("generate after a change", place => place.WriteProject().Run(Generate).ChangeRules(), Generate, Outputs),
        new("generate beside files of the user", place => place.WriteProject().Run(Generate).AddForeignFiles("output/one").ChangeRules(), Generate, Outputs),
        new("generate where files cannot have two places", place => place.WriteProject().Run(Generate).AddForeignFiles("output/one").ChangeRules(), Generate, Outputs)
            { Refused = ["KILL_LINKLESS"] },
        new("generate where directories cannot be exchanged", place => place.WriteProject().Run(Generate).ChangeRules(), Generate, Outputs)
            { Refused = ["KILL_REFUSE"], IsJournaled = true },
        new("generate into a directory that is in use", place => place.WriteProject().Run(Generate).Write("output/one/obj/mine.txt", "mine").Write("output/two/obj/mine.txt", "mine").ChangeRules(),
            Generate, Outputs) { IsJournaled = true },
        new("generate with new captures", place => place.WriteProject().WriteHeader().Run(FromHeaders).WriteHeader("enum color { RED, GREEN, BLUE };"), FromHeaders, [.. Outputs, "one/box.api", "two/box.api"])
            { NeedsLibClang = true },
        new("raw for the first time", place => place.WriteProject(), ["raw", "~/one/box.api", "-o", "~/raw"], ["raw"]),
        new("raw after a change", place => place.WriteProject().Run("raw", "~/one/box.api", "-o", "~/raw", "-n", "Old"), ["raw", "~/one/box.api", "-o", "~/raw", "-n", "New"], ["raw"]),
        new("format", place => place.WriteProject().Unformat(), ["format", "~/box.bindgen", "~/box.rules"], ["box.bindgen", "box.rules"]),
        new("init of a directory", _ => { }, ["init", "~/fresh", "--name", "Fresh"], ["fresh"]) { IsJournaled = true, IsOnce = true },
        new("init in a directory", place => place.Write("mine.txt", "mine"), ["init", "~", "--name", "Fresh"], ["Fresh.bindgen", "fresh.bindgen", "fresh.rules", "fresh.h"]) { IsJournaled = true, IsOnce = true },
        new("suggest to a file", place => place.WriteProject().Write("draft.rules", "# an earlier draft\n"), ["suggest", "~/one/box.api", "-o", "~/draft.rules"], ["draft.rules"]),
    ];
}
