using BindGen.Benchmarks;

return args is [var tool, var repository]
    ? GenerateBenchmark.Run(Path.GetFullPath(tool), Path.GetFullPath(repository), Console.Out)
    : Usage();

static int Usage()
{
    Console.Error.WriteLine("usage: BindGen.Benchmarks TOOL REPOSITORY   (./build.sh bench publishes the tool and calls this)");
    return 2;
}
