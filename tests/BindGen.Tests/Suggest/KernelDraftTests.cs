using System.Text.RegularExpressions;
using BindGen.Model;
using BindGen.Tests.Clang;
using BindGen.Tests.Cli;
using BindGen.Tests.Emit;
using Xunit;

namespace BindGen.Tests.Suggest;

/// <summary>Drafts for the kernel's headers, beside the rules that people wrote for them.</summary>
public sealed class KernelDraftTests
{
    private const string Device = "linux/device.h";

    public static TheoryData<string> Captures => KernelModel.Captures;

    [KernelFact("6.12")]
    public void What_a_reader_of_the_header_finds_is_found()
    {
        var draft = Drafts.Text(Drafts.OfKernel("6.12", KernelHeaders.X64, Device));

        AssertRule(draft, "    refcounted get_device / put_device;", @"name pair get_device/put_device; DEFINE_FREE\(put_device\) at linux/device\.h:\d+");
        AssertRule(draft, "guard DeviceLock = device_lock(dev) / device_unlock(dev);", @"name pair device_lock/device_unlock; DEFINE_GUARD\(device\) at linux/device\.h:\d+");
        AssertRule(draft, "registration DeviceAddition = device_add(dev) / device_del(dev);", @"name pair device_add/device_del; DEFINE_FREE\(device_del\) at linux/device\.h:\d+; __must_check at linux/device\.h:\d+");
        AssertRule(draft, "    device_reprobe(dev) as Reprobe -> errno;", @"__must_check at linux/device\.h:\d+");
        AssertRule(draft, "    device_online skip \"declared, but not exported\";", @"not in the export table, declared at linux/device\.h:\d+");
        AssertQuestion(draft, "registration DeviceRegistration = device_register(dev) / device_unregister(dev);");
        AssertQuestion(draft, "device_find_any_child(parent) as FindAnyChild;");
    }

    [KernelFact("6.12")]
    public void Every_pair_of_names_is_found()
    {
        var facts = Drafts.OfKernel("6.12", KernelHeaders.X64, Device);
        var draft = Drafts.Text(facts);
        var pairs = PairsByName(facts.Api).ToList();

        Assert.Superset(
            new HashSet<(string, string)>
            {
                ("get_device", "put_device"), ("device_add", "device_del"), ("device_register", "device_unregister"), ("device_link_add", "device_link_del"),
                ("__root_device_register", "root_device_unregister"), ("subsys_interface_register", "subsys_interface_unregister"),
            },
            pairs.ToHashSet());
        Assert.All(pairs, pair => Assert.Matches($@"\b{pair.Begin}\b(?:\([^/]*\))? / {pair.End}\b", draft));
    }

    /// <summary>A capture has names, types and exports only, and that is enough for what is sure by them.</summary>
    [Theory]
    [MemberData(nameof(Captures))]
    public void A_capture_is_never_read_against_the_rules(string capture) => AssertAgrees(Drafts.OfCapture(KernelModel.Api(capture)), capture);

    [KernelFact("6.12")]
    public void Headers_of_6_12_are_never_read_against_the_rules() => AssertAgrees("6.12");

    [KernelFact("6.1")]
    public void Headers_of_6_1_are_never_read_against_the_rules() => AssertAgrees("6.1");

    [KernelWithBothLibClangsFact("6.12")]
    public void Every_libclang_gives_the_same_draft()
    {
        var older = Suggest("14");

        Assert.Equal((0, ""), (older.ExitCode, older.Error));
        Assert.Contains("__must_check", older.Output, StringComparison.Ordinal);
        Assert.Equal(older, Suggest("19"));

        static ToolRun Suggest(string version) =>
            ChildProcess.RunTool(Repository.Root, [("BINDGEN_LIBCLANG", $"/usr/lib/llvm-{version}/lib")], "suggest", Device, "--kernel", "6.12");
    }

    private static void AssertAgrees(string series) => AssertAgrees(Drafts.OfKernel(series, KernelHeaders.X64, [.. KernelModel.Api(series).Headers]), series);

    private static void AssertAgrees(HeaderFacts facts, string capture)
    {
        var rules = StatedFacts.Of(KernelModel.Bind(capture));
        var draft = StatedFacts.Of(Drafts.Bind(Drafts.Text(facts), facts.Api));
        var shared = draft.Where(stated => rules.Contains(stated.Key)).ToList();

        Assert.All(shared, stated => Assert.All(stated, fact => Assert.True(
            rules[stated.Key].Any(rule => rule.StartsWith(fact, StringComparison.Ordinal)), $"'{fact}' is stated of {stated.Key}, and the rules state '{string.Join("', '", rules[stated.Key])}'")));
        // Nothing is agreed on where nothing is said.
        Assert.Superset(new HashSet<string> { "get_device", "put_device", "device_lock", "device_unlock", "drm_dev_get", "drm_dev_put", "drm_dev_enter", "drm_dev_exit", "device_online" }, shared.Select(stated => stated.Key).ToHashSet());
    }

    private static void AssertRule(string draft, string rule, string evidence)
    {
        var isFound = Regex.IsMatch(draft, $@"(?m)^{Regex.Escape(rule)} +# evidence: {evidence}$") || Regex.IsMatch(draft, $@"(?m)^ *# evidence: {evidence}\n{Regex.Escape(rule)}$");
        Assert.True(isFound, $"'{rule}' with its evidence is not in:\n{draft}");
    }

    private static void AssertQuestion(string draft, string rule) => Assert.Matches($@"(?m)^ *# decide: .+\n(?: *# evidence: .+\n)? *# {Regex.Escape(rule)}", draft);

    /// <summary>Computed another way than the drafter does: from the text of the names alone.</summary>
    private static IEnumerable<(string Begin, string End)> PairsByName(CApi api)
    {
        var callable = api.Functions.Where(function => function.Linkage == CLinkage.Inline || function.Export is not null).Select(function => function.Name).ToHashSet(StringComparer.Ordinal);
        return
            from name in callable
            from words in new[] { ("get", "put"), ("register", "unregister"), ("add", "del") }
            let other = Regex.Replace(name, $"(?<=^|_){words.Item1}(?=_|$)", words.Item2)
            where other != name
            from end in new[] { other, other.TrimStart('_') }.Distinct()
            where callable.Contains(end)
            select (name, end);
    }
}
