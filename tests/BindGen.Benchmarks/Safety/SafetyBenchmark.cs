using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace BindGen.Benchmarks.Safety;

/// <summary>What the safety of the runtime library costs: ratios of one run, against the limits that the design sets.</summary>
internal static class SafetyBenchmark
{
    public static int Run(TextWriter output)
    {
        // Nothing is built for each benchmark: this takes less than a minute.
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(4).WithIterationCount(15).WithIterationTime(TimeInterval.FromMilliseconds(80));
        var config = ManualConfig.CreateMinimumViable().AddJob(job).AddDiagnoser(MemoryDiagnoser.Default).AddColumn(StatisticColumn.Median, StatisticColumn.Min)
            .WithOptions(ConfigOptions.DisableLogFile);
        var reports = new[] { BenchmarkRunner.Run<CallBenchmarks>(config), BenchmarkRunner.Run<PinBenchmarks>(config) }
            .SelectMany(summary => summary.Reports).ToList();

        output.WriteLine("ratios of medians (of fastest):");
        Ratio("call, owned / SafeHandle with LibraryImport", Of("Owned"), Of("SafeHandle"), 0.5);
        Ratio("call, owned, made elsewhere / SafeHandle", Of("OwnedForeign"), Of("SafeHandle"), 0.5);
        Ratio("call, borrowed / raw", Of("Borrowed"), Of("Raw"), 1.05);
        Ratio("revocable access / SafeHandle pin", Of("Access", 1), Of("SafeHandle", 1), 0.3);
        Ratio("revocable access, 2 threads / 1 thread", Of("Access", 2), Of("Access", 1), 1.25);
        Ratio("SafeHandle pin, 2 threads / 1 thread", Of("SafeHandle", 2), Of("SafeHandle", 1), double.PositiveInfinity);
        Ratio("pin, 2 threads / 1 thread", Of("Pin", 2), Of("Pin", 1), double.PositiveInfinity);
        Ratio("the machine: own stack, 2 threads / 1 thread", Of("OwnStack", 2), Of("OwnStack", 1), double.PositiveInfinity);
        // A started thread allocates; it is the only one who may.
        var allocated = reports.Where(report => Threads(report) != 2).Max(report => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0);
        output.WriteLine($"  {"allocated by a call, pin, guard or access",-46}  {allocated} bytes");
        FenceCost.Write(output);
        return 0;

        void Ratio(string name, BenchmarkReport one, BenchmarkReport other, double limit)
        {
            var (first, second) = (one.ResultStatistics!, other.ResultStatistics!);
            var (median, fastest) = (first.Median / second.Median, first.Min / second.Min);
            var verdict = double.IsInfinity(limit) ? "" : string.Create(CultureInfo.InvariantCulture, $"  limit {limit:F2}{(Math.Min(median, fastest) <= limit ? "" : ": OVER")}");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-46}  {median:F2} ({fastest:F2}){verdict}"));
        }

        BenchmarkReport Of(string method, int? threads = null) =>
            reports.Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method && Threads(report) == threads);
    }

    private static int? Threads(BenchmarkReport report) => report.BenchmarkCase.Parameters.Items.FirstOrDefault(item => item.Name == nameof(PinBenchmarks.Threads))?.Value as int?;
}
