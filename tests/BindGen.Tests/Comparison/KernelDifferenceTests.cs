using BindGen.Comparison;
using BindGen.Kernels;
using BindGen.Model;
using BindGen.Tests.Clang;
using BindGen.Tests.Emit;
using Xunit;
using Xunit.Abstractions;

namespace BindGen.Tests.Comparison;

/// <summary>What is said of Linux 6.1 and 6.12, against what a C compiler makes of the headers of each.</summary>
public sealed class KernelDifferenceTests(ITestOutputHelper log)
{
    private static readonly Lazy<ApiComparison> Comparison = new(() => ApiText.Compare(KernelModel.Api("6.1"), KernelModel.Api("6.12")));

    private static readonly Probe[] Claims =
    [
        new("io_pgtable_ops has map", "void $(struct io_pgtable_ops *p) { (void)p->map; }", true, false),
        new("io_pgtable_ops has unmap", "void $(struct io_pgtable_ops *p) { (void)p->unmap; }", true, false),
        new("io_pgtable_ops has read_and_clear_dirty", "void $(struct io_pgtable_ops *p) { (void)p->read_and_clear_dirty; }", false, true),
        new("io_pgtable_cfg has alloc", "void $(struct io_pgtable_cfg *p) { (void)p->alloc; }", false, true),
        new("io_pgtable_cfg has free", "void $(struct io_pgtable_cfg *p) { (void)p->free; }", false, true),
        new("class_create is a macro", "#ifndef class_create\n_Static_assert(0, \"\");\n#endif", true, false),
        new("class_create is a function", "struct class *(*$)(const char *) = class_create;", false, true),
        new("drm_dev_set_unique is a function", "void *$ = drm_dev_set_unique;", true, false),
        new("dev_name is the same function", "const char *(*$)(const struct device *) = dev_name;", true, true),
    ];

    [Fact]
    public void What_a_maintainer_has_to_know_is_named()
    {
        Assert.Contains(Details("io_pgtable_ops"), text => text.StartsWith("member 'map' is gone: ", StringComparison.Ordinal));
        Assert.Contains(Details("io_pgtable_ops"), text => text.StartsWith("member 'unmap' is gone: ", StringComparison.Ordinal));
        Assert.Contains(Details("io_pgtable_ops"), text => text.StartsWith("member 'read_and_clear_dirty' is new: ", StringComparison.Ordinal));
        Assert.Contains(Details("io_pgtable_cfg"), text => text.StartsWith("member 'alloc' is new: ", StringComparison.Ordinal));
        Assert.Contains(Details("io_pgtable_cfg"), text => text.StartsWith("member 'free' is new: ", StringComparison.Ordinal));
        Assert.Equal(["was a macro, is a function"], Details("class_create"));
        Assert.Equal(["the function is gone"], Details("drm_dev_set_unique"));
        Assert.DoesNotContain(Comparison.Value.Changes, change => change.Name == "dev_name");
    }

    [DifferenceFact]
    public void Compilers_say_the_same_of_what_a_maintainer_has_to_know() => Assert.All(CCompiler.Installed(), compiler => AssertAnswers(compiler, Claims));

    [DifferenceFact]
    public void A_compiler_says_the_same_of_whatever_is_new_gone_or_of_another_value()
    {
        var probes = Comparison.Value.Changes.SelectMany(Probes).ToList();
        log.WriteLine($"{probes.Count} probes");

        Assert.True(probes.Count > 300);
        AssertAnswers(CCompiler.Installed()[0], probes);
    }

    private static IEnumerable<string> Details(string name) => Comparison.Value.Changes.Where(change => change.Name == name).SelectMany(change => change.Details).Select(detail => detail.Text);

    private static void AssertAnswers(CCompiler compiler, IReadOnlyList<Probe> probes)
    {
        var (before, after) = (new ProbeProgram(compiler, "6.1", KernelHeaders.X64).Ask(probes), new ProbeProgram(compiler, "6.12", KernelHeaders.X64).Ask(probes));
        Assert.Equal("", string.Join('\n', probes.Select((probe, i) =>
            before[i] == probe.HoldsBefore && after[i] == probe.HoldsAfter ? "" : $"{probe.Claim}: not {probe.HoldsBefore} and {probe.HoldsAfter}, but {before[i]} and {after[i]}").Where(text => text.Length > 0)));
    }

    private static IEnumerable<Probe> Probes(DeclarationChange change)
    {
        var (was, @is) = (change.Kind != ChangeKind.Added, change.Kind != ChangeKind.Removed);
        if (was != @is && !change.Details[0].Text.Contains("reached", StringComparison.Ordinal) && Existence(change) is { } text)
            yield return new Probe($"there is {change.Subject} {change.Name}", text, was, @is);
        foreach (var detail in change.Details.Where(detail => detail.Text.Contains('\'', StringComparison.Ordinal)))
        {
            var part = detail.Text.Split('\'')[1];
            if (detail.Kind == DetailKind.Member && change.Subject == SubjectKind.Record && (detail.Text.Contains("is gone", StringComparison.Ordinal) || detail.Text.Contains("is new", StringComparison.Ordinal)))
                yield return new Probe(
                    $"{change.Name} has {part}", $"void $({Tag(change)} *p) {{ (void)p->{part}; }}",
                    detail.Text.Contains("is gone", StringComparison.Ordinal), detail.Text.Contains("is new", StringComparison.Ordinal));
            if (detail.Kind == DetailKind.Value && detail.Text.StartsWith($"'{part}' was ", StringComparison.Ordinal))
            {
                var values = detail.Text[($"'{part}' was ".Length)..].Split(", is ");
                yield return new Probe($"{part} is {values[0]}", $"_Static_assert({part} == {values[0]}, \"\");", true, false);
                yield return new Probe($"{part} is {values[1]}", $"_Static_assert({part} == {values[1]}, \"\");", false, true);
            }
        }
    }

    private static string? Existence(DeclarationChange change) => change.Subject switch
    {
        SubjectKind.Function => $"void *$ = (void *){change.Name};",
        SubjectKind.Variable => $"void *$(void) {{ return (void *)&{change.Name}; }}",
        SubjectKind.Macro or SubjectKind.Constant => $"#ifndef {change.Name}\n_Static_assert(0, \"\");\n#endif",
        SubjectKind.Typedef => $"typedef {change.Name} $;",
        SubjectKind.Record or SubjectKind.Enum when (change.After ?? change.Before)!.C.Contains('{') && !change.Name.Contains('.') => $"void $(void) {{ (void)sizeof({Tag(change)}); }}",
        _ => null,
    };

    private static string Tag(DeclarationChange change) =>
        (change.After ?? change.Before)!.C.StartsWith("typedef", StringComparison.Ordinal) ? change.Name : ComparisonText.Subject(change);

    private sealed class DifferenceFactAttribute : FactAttribute
    {
        public DifferenceFactAttribute() => Skip = KernelHeaders.Missing("6.1", KernelHeaders.X64) ?? KernelHeaders.Missing("6.12", KernelHeaders.X64)
            ?? (CCompiler.Installed().Count == 0 ? "neither clang nor gcc is on this machine" : null)
            ?? new[] { "6.1", "6.12" }.Where(series => KernelModel.Api(series).Target.Source != KernelTree.Find(series, KernelHeaders.X64)!.Target.Source)
                .Select(series => $"the headers of Linux {series} are of another release than the capture").FirstOrDefault();
    }
}
