using System.CommandLine;
using BindGen.Kernels;

namespace BindGen.Sweeps;

/// <summary>The command line: <c>sweep</c> over the headers of a kernel, <c>fuzz</c> over random C.</summary>
internal static class Commands
{
    private const int Findings = 1;
    private const int WrongUsage = 2;

    public static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Much C through the generator: is it understood, does its raw layer compile, has it the layout of the C compiler?")
        {
            SweepCommand(output, error),
            FuzzCommand(output, error),
        };
        var parsed = root.Parse(arguments);
        var status = parsed.Invoke(new InvocationConfiguration { Output = output, Error = error });
        return parsed.Errors.Count > 0 ? WrongUsage : status;
    }

    private static Command SweepCommand(TextWriter output, TextWriter error)
    {
        var kernel = new Option<string>("--kernel") { Description = "The series of the kernel.", HelpName = "SERIES", DefaultValueFactory = _ => "6.12" };
        var arch = new Option<string>("--arch") { Description = "The kernel's architecture: x86_64 or arm64.", HelpName = "ARCH", DefaultValueFactory = _ => "x86_64" };
        arch.AcceptOnlyFromAmong("x86_64", "arm64");
        var only = new Option<string>("--only") { Description = "Only the headers with such names: 'drm/*'.", HelpName = "GLOB", DefaultValueFactory = _ => "*" };
        var command = new Command("sweep", "Each of include/linux/*.h and include/drm/*.h of a kernel, on its own.") { kernel, arch, only };
        command.SetAction(result =>
        {
            var (series, architecture) = (result.GetValue(kernel)!, result.GetValue(arch)!);
            if (KernelTree.Find(series, architecture) is not { } tree)
            {
                error.WriteLine($"the headers of kernel {series} for {architecture} are missing: run ./build.sh setup");
                return Findings;
            }
            return HeaderSweep.Of(tree, error) is { } sweep ? Report.Write(sweep.Run(result.GetValue(only)!, Progress.On(error)), sweep.Title, output) : Findings;
        });
        return command;
    }

    private static Command FuzzCommand(TextWriter output, TextWriter error)
    {
        var seed = new Option<uint>("--seed") { Description = "The first seed.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var count = new Option<int>("--count") { Description = "How many seeds, one after the other.", HelpName = "N", DefaultValueFactory = _ => 200 };
        count.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() < 1)
                result.AddError("--count: at least one");
        });
        var command = new Command("fuzz", "Random C of csmith, one program for each seed.") { seed, count };
        command.SetAction(result =>
            Fuzz.Create(error) is { } fuzz ? Report.Write(fuzz.Run(result.GetValue(seed), result.GetValue(count), Progress.On(error)), fuzz.Title, output) : Findings);
        return command;
    }
}
