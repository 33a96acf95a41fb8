using BindGen.Benchmarks;
using BindGen.Benchmarks.Safety;

return args switch
{
    [var tool, var repository] => GenerateBenchmark.Run(Path.GetFullPath(tool), Path.GetFullPath(repository), Console.Out),
    ["rules"] => RulesBenchmark.Run(Console.Out),
    ["safety"] => SafetyBenchmark.Run(Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: BindGen.Benchmarks TOOL REPOSITORY   (./build.sh bench publishes the tool and calls this)");
    Console.Error.WriteLine("       BindGen.Benchmarks rules             (parsing and binding alone)");
    Console.Error.WriteLine("       BindGen.Benchmarks safety            (./build.sh bench safety: what the runtime library costs)");
    return 2;
}
