using BindGen.Clang;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Kernels;
using BindGen.Model;
using BindGen.Ownership;
using BindGen.Rules;
using BindGen.Tests.Clang;
using BindGen.Tests.Cli;
using BindGen.Tests.Emit;
using Xunit;

namespace BindGen.Tests.EndToEnd;

/// <summary>Macros and variadic functions of the kernel that rules may name, given types: the shims are compiled as the kernel would compile them.</summary>
public sealed class KernelPrototypeTests : IDisposable
{
    private const string Rules =
        """
        header <linux/device.h>, <drm/drm_drv.h>, <linux/io-pgtable.h>;
        prototype "struct device *root_device_register(const char *name)";
        prototype "struct device *device_create(struct class *class, struct device *parent, dev_t devt, void *drvdata, const char *format, const char *name)";
        prototype "int dev_set_name(struct device *dev, const char *format, const char *name)";
        prototype "int devm_add_action(struct device *dev, void (*action)(void *), void *data)", since 6.3;
        prototype "int devm_add_action_or_reset(struct device *dev, void (*action)(void *), void *data)", since 6.3;
        prototype "void *devres_alloc(dr_release_t release, size_t size, gfp_t gfp)";
        prototype "struct io_pgtable *io_pgtable_ops_to_pgtable(struct io_pgtable_ops *ops)";
        prototype "struct device *kobj_to_dev(struct kobject *kobj)", since 6.3;
        prototype "struct class *class_create(struct module *owner, const char *name)", until 6.3;
        prototype "int class_register(struct class *class)", until 6.3;
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [KernelCompilerFact("6.12", KernelHeaders.X64)]
    public void Macros_of_linux_6_12_get_shims_that_compile() => Check("6.12", ["device_create", "dev_set_name", "devm_add_action", "devm_add_action_or_reset", "devres_alloc", "io_pgtable_ops_to_pgtable", "kobj_to_dev", "root_device_register"]);

    [KernelCompilerFact("6.1", KernelHeaders.X64)]
    public void Macros_of_linux_6_1_get_shims_that_compile() => Check("6.1", ["class_create", "class_register", "device_create", "dev_set_name", "devres_alloc", "io_pgtable_ops_to_pgtable", "root_device_register"]);

    private void Check(string series, string[] expected)
    {
        var diagnostics = new DiagnosticBag();
        var files = RulesParser.Parse("kernel.rules", Rules, diagnostics);
        var request = KernelHeaders.Request(series, KernelHeaders.X64, LibClang.Load(diagnostics)!) with { Prototypes = PrototypeBinder.Select([files], ApiVersion.Parse(series)) };
        var api = new HeaderParser(LibClang.Load(diagnostics)!).Parse(request, diagnostics);
        Assert.DoesNotContain(diagnostics.ToSorted(), found => found.Kind.Severity == Severity.Error);
        var prototyped = api!.Functions.Where(function => function.Linkage == CLinkage.Prototype).ToList();
        Assert.Equal(expected.Order(StringComparer.Ordinal), prototyped.Select(function => function.Name).Order(StringComparer.Ordinal));
        Assert.All(prototyped, function => Assert.NotEqual(0, function.Location.Line));

        var shims = Emitter.Emit(KernelModel.Raw(api) with { Symbols = [.. prototyped.Select(function => new SymbolFact(function, Disposition.Wrapped, "", "", null, null))] }, null, diagnostics)
            .Single(file => file.Path == "shims/shims.c");
        Assert.DoesNotContain(diagnostics.ToSorted(), found => found.Kind.Severity == Severity.Error);
        var compiler = KernelCompilerFactAttribute.Compiler!;
        var run = ChildProcess.Run(
            compiler.Path, _folder.Path, [],
            [
                .. KernelTree.Find(series, KernelHeaders.X64)!.Arguments(compiler.ResourceInclude()), "-w", "-O1", "-fsyntax-only",
                "-Werror=incompatible-pointer-types", "-Werror=int-conversion", "-Werror=implicit-function-declaration", _folder.Write("shims.c", shims.Text),
            ]);
        Assert.True(run.ExitCode == 0, run.Error.Length > 4000 ? run.Error[..4000] : run.Error);
    }
}
