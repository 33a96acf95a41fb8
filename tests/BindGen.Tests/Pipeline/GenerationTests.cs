using BindGen.Diagnostics;
using BindGen.Pipeline;
using BindGen.Tests.EndToEnd;
using Xunit;

namespace BindGen.Tests.Pipeline;

public sealed class GenerationTests
{
    private readonly DiagnosticBag _diagnostics = new();

    [Fact]
    public void A_report_follows_the_order_of_the_project()
    {
        using var project = new KernelProject();

        var report = Run(project, isCheck: false)!;

        Assert.Equal(KernelProject.Targets, report.Targets.Select(target => target.Target));
        Assert.All(report.Targets, target => Assert.Equal((0, target.Files, 0), (target.Output.Written.Count, target.Output.Unchanged.Count, target.Output.Removed.Count)));
    }

    [Fact]
    public void An_error_in_one_target_keeps_every_target_from_being_written()
    {
        using var project = new KernelProject();
        File.Delete(project.At("output/linux-6.12/safe/Device.cs"));
        project.Write("headers/linux/6.1/linux.api", "garbage\n");
        var before = project.Everything();

        Assert.Null(Run(project, isCheck: false));

        before.AssertUntouched(project.Everything());
    }

    [Theory]
    [InlineData("linux-6.12", "linux-6.1")]
    [InlineData("linux-6.1", "linux-6.12")]
    public void A_directory_that_cannot_be_written_keeps_every_target_as_it_was(string blocked, string other)
    {
        using var project = new KernelProject();
        project.PutInTheWay(blocked);
        File.Delete(project.At($"output/{other}/safe/Device.cs"));
        var before = project.Everything();

        Assert.Null(Run(project, isCheck: false));

        before.AssertUntouched(project.Everything());
    }

    [Fact]
    public void A_check_looks_at_every_target()
    {
        using var project = new KernelProject();
        foreach (var target in KernelProject.Targets)
            File.Delete(project.At($"output/{target}/safe/Device.cs"));

        var report = Run(project, isCheck: true);

        Assert.All(report!.Checks.Where(row => row.Kind == CheckKind.Output), row => Assert.Equal(CheckOutcome.Failed, row.Outcome));
        Assert.All(report.Checks.Where(row => row.Kind is CheckKind.Format or CheckKind.Coverage), row => Assert.Equal(CheckOutcome.Passed, row.Outcome));

        Assert.Equal(
            KernelProject.Targets.Select(target => project.At($"output/{target}/safe/Device.cs")).Order(StringComparer.Ordinal),
            _diagnostics.ToSorted().Select(diagnostic => diagnostic.Span!.Value.File));
    }

    private GenerationReport? Run(KernelProject project, bool isCheck) =>
        Generation.Run(new GenerationRequest(project.ProjectFile, [], null, null, ApiOrigin.Api, isCheck ? new CheckRequest([], [], null) : null), _diagnostics);
}
