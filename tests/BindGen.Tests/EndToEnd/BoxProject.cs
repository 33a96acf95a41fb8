using BindGen.Diagnostics;
using BindGen.Rules;
using BindGen.Tests.Cli;

namespace BindGen.Tests.EndToEnd;

/// <summary>A project for a library with a header of four functions, of which two are wrapped, in a directory that a test may damage.</summary>
internal sealed class BoxProject : IDisposable
{
    private const string Header = """
        struct box { char name[8]; long size; };
        struct box *box_new(long size);
        void box_free(struct box *box);
        long box_size(struct box *box);
        long box_weight(struct box *box);

        """;

    private readonly Workplace _work = new();

    public BoxProject()
    {
        Write("include/box.h", Header);
        Rules = "box_size(box) as Size;\nbox_weight skip \"nobody weighs boxes\";";
        Write("box.bindgen", Canonical("box.bindgen", "project Box;\nlibrary \"box\";\nrules \"box.rules\";\n\ntarget linux { triple \"x86_64-linux-gnu\"; include \"include\"; }\n\noutput \"generated\";\n"));
    }

    public string Root => _work.Root;

    /// <summary>What the rules say of functions beside the one that makes boxes, and the one that frees them.</summary>
    public string Rules
    {
        set => Write("box.rules", Canonical("box.rules", $"header <box.h>;\n\nhandle Box = struct box {{\n box_new(size) as Create -> owned by box_free, nullable;\n {value}\n}}\n"));
    }

    public void Write(string name, string text) => _work.Write(name, text);

    public string Read(string name) => _work.Read(name);

    public bool Has(string name) => _work.Has(name);

    public void Replace(string name, string old, string @new) => Write(name, Read(name).Replace(old, @new, StringComparison.Ordinal));

    public void Delete(string name) => File.Delete(Path.Combine(Root, name));

    public ToolRun Generate(params string[] options) => _work.Run(["generate", "~/box.bindgen", .. options]);

    public ToolRun Check(params string[] options) => _work.Run(["check", "~/box.bindgen", .. options]);

    public ToolRun Run(params string[] arguments) => _work.Run(arguments);

    /// <summary>Runs the tool as another process, in the directory of the project.</summary>
    public ToolRun RunInside(params string[] arguments) => _work.RunInside(arguments);

    public void Dispose() => _work.Dispose();

    private static string Canonical(string name, string text) => RulesFormatter.Format(name, text, new DiagnosticBag())!;
}
