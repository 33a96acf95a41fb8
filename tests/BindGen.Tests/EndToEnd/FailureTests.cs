using VerifyXunit;
using Xunit;

namespace BindGen.Tests.EndToEnd;

/// <summary>What is wrong is said once, at its place, with the right exit code; and nothing of what was there changes.</summary>
public sealed class FailureTests
{
    [Fact]
    public Task A_target_that_the_project_does_not_have() => Fails("BG0205", _ => { }, "--target", "linux-6.13");

    [Fact]
    public Task A_target_that_is_like_no_other() => Fails("BG0205", _ => { }, "--target", "darwin");

    [Fact]
    public Task One_directory_for_all_targets() => Fails("BG0205", _ => { }, "--output", "somewhere");

    [Fact]
    public Task A_rule_for_a_symbol_that_is_missing() => Fails("BG0300", project =>
    {
        project.Replace("headers/linux/linux.bindgen", "rules ", "rules \"more.rules\", ");
        project.Write("headers/linux/more.rules", "header <linux/device.h>;\n\nfunctions More {\n    device_hotplug_lock as Lock;\n}\n");
    });

    [Fact]
    public Task A_rules_file_that_is_not_there() => Fails("BG0001", project => File.Delete(project.At("headers/linux/device.rules")));

    [Fact]
    public Task A_rules_file_that_is_a_directory() => Fails("BG0001", project => MakeDirectory(project, "headers/linux/device.rules"));

    [Fact]
    public Task A_rules_file_without_a_name() => Fails("BG0001", project => project.Replace("headers/linux/linux.bindgen", "\"device.rules\"", "\"\""));

    [Fact]
    public Task An_umbrella_that_is_not_there() => Fails("BG0001", project => File.Delete(project.At("headers/linux/linux.h")));

    [Fact]
    public Task A_project_that_is_not_there() => Fails("BG0001", project => File.Delete(project.ProjectFile));

    [Fact]
    public Task A_project_that_is_a_directory() => Fails("BG0001", project => MakeDirectory(project, "headers/linux/linux.bindgen"));

    [Fact]
    public Task A_project_without_targets() => Fails("BG0205", project => File.WriteAllText(
        project.ProjectFile, "project Linux;\nlibrary \"kernel\";\nrules \"device.rules\";\noutput \"../../output/{target}\";\n"));

    [Fact]
    public Task An_empty_project_lacks_everything()
    {
        using var project = new KernelProject();
        File.WriteAllText(project.ProjectFile, "");

        return Refused(project, ["BG0205", "BG0205", "BG0205", "BG0205", "BG0205"]);
    }

    [Fact]
    public Task An_api_file_that_is_none() => Fails("BG0004", project => project.Write("headers/linux/6.1/linux.api", "garbage\n"));

    [Fact]
    public Task An_api_file_that_was_cut_off() => Fails("BG0004", project =>
        project.Write("headers/linux/6.1/linux.api", "bindgen-api 1\ntarget x86_64-linux-gnu\nsource linux 6.1.1\nexports known\nheader linux/device.h\n\nfunction get_device\n  at linux/dev"));

    [Fact]
    public Task An_api_file_that_is_not_there() => Fails("BG0003", project => File.Delete(project.At("headers/linux/6.1/linux.api")));

    [Fact]
    public Task An_api_file_that_is_a_directory() => Fails("BG0001", project => MakeDirectory(project, "headers/linux/6.1/linux.api"));

    [Fact]
    public Task A_template_that_does_not_parse() => FailsWithTemplate("BG0400", "safe/functions.sbn-cs", "class {{ add( }}\n");

    [Fact]
    public Task A_template_that_fails() => FailsWithTemplate("BG0400", "safe/functions.sbn-cs", "class {{ group.nothing.name }}\n");

    [Fact]
    public Task A_template_that_includes_what_is_not_there() => FailsWithTemplate("BG0401", "safe/functions.sbn-cs", "{{ include 'safe/nothing.sbn-cs' }}\n");

    [Fact]
    public Task A_template_that_writes_what_does_not_compile() =>
        FailsWithTemplate("BG0500", "safe/constants.sbn-cs", "namespace {{ namespace }};\n\npublic class {{ constants.name }} : Nothing;\n");

    [Fact]
    public Task An_output_directory_below_a_file() => Fails("BG0002", _ => { }, "--target", "linux-6.1", "--output", "{root}/headers/linux/linux.h/below");

    [Fact]
    public Task An_output_directory_that_is_a_file() => Fails("BG0002", _ => { }, "--output", "{root}/headers/linux/linux.h", "--target", "linux-6.1");

    [Fact]
    public Task A_file_of_somebody_else_in_the_way() => Fails("BG0002", project => project.PutInTheWay("linux-6.1"), "--target", "linux-6.1");

    [Fact]
    public Task Comments_are_asked_of_a_capture() => Fails("BG0008", _ => { }, "--target", "linux-6.1", "--docs", "full");

    private static Task FailsWithTemplate(string code, string path, string text) =>
        Fails(code, project => project.Write($"templates/{path}", text), "--templates", "{root}/templates");

    private static void MakeDirectory(KernelProject project, string path)
    {
        File.Delete(project.At(path));
        Directory.CreateDirectory(project.At(path));
    }

    private static Task Fails(string code, Action<KernelProject> damage, params string[] options)
    {
        using var project = new KernelProject();
        damage(project);
        return Refused(project, [code], [.. options.Select(option => option.Replace("{root}", project.Root, StringComparison.Ordinal))]);
    }

    private static Task Refused(KernelProject project, string[] codes, params string[] options)
    {
        var before = project.Everything();

        var run = project.Generate(options);

        before.AssertUntouched(project.Everything());
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(codes, run.Errors);
        Assert.Equal("", run.Output);
        return Verifier.Verify(run.Normalized(project.Root)).UseDirectory("Snapshots");
    }
}
