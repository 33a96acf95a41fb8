using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Tests.Ownership;
using Xunit;

namespace BindGen.Tests.Emit;

/// <summary>Templates of the user in the place of the tool's own.</summary>
public sealed class TemplateTests
{
    [Fact]
    public void A_replaced_template_changes_its_own_files_alone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("safe/enum.sbn-cs", "// {{ enum.name }} of {{ namespace }}\n");
        var before = Emit(null).Files.ToDictionary(file => file.Path, file => file.Text);
        var (after, found) = Emit(folder.Path);

        Assert.Empty(found);
        Assert.Equal(before.Keys, after.Select(file => file.Path));
        Assert.Equal(["safe/TableOrder.cs", "safe/ThingKind.cs"], after.Where(file => file.Text != before[file.Path]).Select(file => file.Path));
        Assert.Equal("// ThingKind of Sample\n", after.Single(file => file.Path == "safe/ThingKind.cs").Text);
    }

    [Fact]
    public void A_replaced_include_changes_what_includes_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("banner.sbn", "// ours\n");
        var (files, found) = Emit(folder.Path);

        Assert.Empty(found);
        Assert.All(files.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal)), file => Assert.StartsWith("// ours\n", file.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_template_with_windows_line_ends_writes_LF()
    {
        using var folder = new TemporaryFolder();
        folder.Write("safe/enum.sbn-cs", "one\r\n{{ enum.name }}\r\n");

        Assert.Equal("one\nThingKind\n", Emit(folder.Path).Files.Single(file => file.Path == "safe/ThingKind.cs").Text);
    }

    [Fact]
    public void A_directory_without_templates_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        folder.Write("safe/notes.md", "{{ nonsense");

        Assert.Equal(Emit(null).Files.AsEnumerable(), Emit(folder.Path).Files);
    }

    [Fact]
    public void A_misspelled_template_is_reported_with_the_name_that_was_meant()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("safe/enun.sbn-cs", "never read");

        var (files, found) = Emit(folder.Path);

        Assert.Empty(files);
        var error = Assert.Single(found);
        Assert.Equal(("BG0401", path, "Did you mean 'safe/enum.sbn-cs'?"), (error.Kind.Id, error.Span!.Value.File, error.Help));
    }

    [Fact]
    public void A_template_of_the_user_may_include_others_of_the_user()
    {
        using var folder = new TemporaryFolder();
        folder.Write("safe/enum.sbn-cs", "{{ include 'safe/mine.sbn' }}");
        folder.Write("safe/mine.sbn", "mine");

        Assert.Equal("mine", Emit(folder.Path).Files.Single(file => file.Path == "safe/ThingKind.cs").Text);
    }

    [Fact]
    public void A_syntax_error_is_reported_where_it_is()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("safe/enum.sbn-cs", "first\n  {{ if enum.name }}\nno end\n");

        AssertError("BG0400", path, 2, null, folder);
    }

    [Fact]
    public void A_runtime_error_is_reported_where_it_is()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("safe/enum.sbn-cs", "first\n  {{ enum.name | nowhere }}\n");

        AssertError("BG0400", path, 2, 18, folder);
    }

    [Fact]
    public void An_error_inside_an_include_is_reported_in_the_included_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("banner.sbn", "one\ntwo\n{{ 1 | nowhere }}\n");

        AssertError("BG0400", path, 3, null, folder);
    }

    [Fact]
    public void A_syntax_error_inside_an_include_is_reported_in_the_included_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("banner.sbn", "one\n{{ end }}\n");

        AssertError("BG0400", path, 2, null, folder);
    }

    [Fact]
    public void An_include_of_nothing_is_reported_where_it_stands()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("safe/enum.sbn-cs", "first\n{{ include 'safe/nowhere.sbn-cs' }}\n");

        AssertError("BG0401", path, 2, 4, folder);
        Assert.Contains("safe/nowhere.sbn-cs", Emit(folder.Path).Found[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_of_several_templates_are_all_reported_once()
    {
        using var folder = new TemporaryFolder();
        folder.Write("safe/enum.sbn-cs", "{{ if }}");
        folder.Write("safe/guard.sbn-cs", "{{ guard.name | nowhere }}");
        var (files, found) = Emit(folder.Path);

        Assert.Empty(files);
        Assert.Equal(["safe/enum.sbn-cs", "safe/guard.sbn-cs"], found.Select(item => Path.GetRelativePath(folder.Path, item.Span!.Value.File)).Distinct());
        Assert.Equal(found.Distinct(), found);
    }

    private static void AssertError(string code, string path, int line, int? column, TemporaryFolder folder)
    {
        var (files, found) = Emit(folder.Path);

        Assert.Empty(files);
        Assert.NotEmpty(found);
        Assert.All(found, item => Assert.Equal((code, path), (item.Kind.Id, item.Span!.Value.File)));
        Assert.Contains(found, item => item.Span!.Value.Line == line && (column is null || item.Span.Value.Column == column));
    }

    private static (ImmutableArray<GeneratedFile> Files, ImmutableArray<Diagnostic> Found) Emit(string? templates)
    {
        var diagnostics = new DiagnosticBag();
        return (Emitter.Emit(OwnershipSample.Model, templates, diagnostics), diagnostics.ToSorted());
    }
}
