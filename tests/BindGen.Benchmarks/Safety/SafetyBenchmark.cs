using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace BindGen.Benchmarks.Safety;

/// <summary>What the safety of generated code costs: ratios of one run, against the limits that the design sets.</summary>
internal static class SafetyBenchmark
{
    private const double NoLimit = double.PositiveInfinity;

    public static int Run(TextWriter output)
    {
        var load = Processors.Load();
        Type[] types = [typeof(CallBenchmarks), typeof(AccessBenchmarks), typeof(GuardBenchmarks), typeof(CallbackBenchmarks)];
        WarmUp(types);
        // Many short iterations: some of them are undisturbed on a machine that others use, too. Nothing is built for each benchmark.
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(60).WithIterationCount(100).WithIterationTime(TimeInterval.FromMilliseconds(5));
        var config = ManualConfig.CreateMinimumViable().AddJob(job).AddDiagnoser(MemoryDiagnoser.Default).AddColumn(StatisticColumn.Median, StatisticColumn.Min)
            .WithOptions(ConfigOptions.DisableLogFile);
        var reports = types.SelectMany(type => BenchmarkRunner.Run(type, config).Reports)
            .ToDictionary(report => (report.BenchmarkCase.Descriptor.Type, report.BenchmarkCase.Descriptor.WorkloadMethod.Name));

        output.WriteLine($"ratios of fastest iterations (of medians); {Environment.ProcessorCount} processors, load {load} before, {Processors.Load()} after:");
        Ratio<CallBenchmarks>("call, owned / SafeHandle with LibraryImport", nameof(CallBenchmarks.Owned), nameof(CallBenchmarks.SafeHandle), 0.5);
        Ratio<CallBenchmarks>("call, owned, made elsewhere / SafeHandle", nameof(CallBenchmarks.OwnedForeign), nameof(CallBenchmarks.SafeHandle), 0.5);
        Ratio<CallBenchmarks>("call, borrowed / raw", nameof(CallBenchmarks.Borrowed), nameof(CallBenchmarks.Raw), 1.05);
        Ratio<AccessBenchmarks>("access / SafeHandle pin", nameof(AccessBenchmarks.Access), nameof(AccessBenchmarks.SafeHandlePin), 0.3);
        Ratio<AccessBenchmarks>("access with a use inside / SafeHandle pin", nameof(AccessBenchmarks.AccessUsed), nameof(AccessBenchmarks.SafeHandlePin), 0.3);
        Ratio<AccessBenchmarks>("access with a call inside / SafeHandle call", nameof(AccessBenchmarks.AccessCall), nameof(AccessBenchmarks.SafeHandleCall), 0.5);
        Ratio<AccessBenchmarks>("access with a call inside / raw call", nameof(AccessBenchmarks.AccessCall), nameof(AccessBenchmarks.RawCall), NoLimit);
        Ratio<GuardBenchmarks>("guard, in and out / SafeHandle, two calls", nameof(GuardBenchmarks.Guard), nameof(GuardBenchmarks.SafeHandle), NoLimit);
        Ratio<GuardBenchmarks>("guard, in and out / raw", nameof(GuardBenchmarks.Guard), nameof(GuardBenchmarks.Raw), NoLimit);
        Ratio<GuardBenchmarks>("lock, in and out / raw", nameof(GuardBenchmarks.Lock), nameof(GuardBenchmarks.RawLock), NoLimit);
        Ratio<CallbackBenchmarks>("call with a callback / by hand", nameof(CallbackBenchmarks.Generated), nameof(CallbackBenchmarks.ByHand), NoLimit);
        Ratio<CallbackBenchmarks>("call with a callback / static function pointer", nameof(CallbackBenchmarks.Generated), nameof(CallbackBenchmarks.Raw), NoLimit);
        var lent = Of<CallbackBenchmarks>(nameof(CallbackBenchmarks.DuringCall));
        var allocated = reports.Values.Where(report => report != lent).Max(Allocated);
        output.WriteLine($"  {"allocated by any of these, bytes",-46}  {allocated}{Verdict.Of(allocated, 0)}");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  {"call that lends a callback, called 5 times",-46}  {lent.ResultStatistics!.Min:F0} ns, {Allocated(lent)} bytes"));
        FlatnessTable.Write(output, 1.1);
        FenceCost.Write(output);
        return 0;

        void Ratio<T>(string name, string one, string other, double limit)
        {
            var (first, second) = (Of<T>(one).ResultStatistics!, Of<T>(other).ResultStatistics!);
            var (median, fastest) = (first.Median / second.Median, first.Min / second.Min);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-46}  {fastest:F2} ({median:F2})  {first.Min,5:F2} / {second.Min,5:F2} ns{Verdict.Of(fastest, limit)}"));
        }

        BenchmarkReport Of<T>(string method) => reports[(typeof(T), method)];

        long Allocated(BenchmarkReport report) => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;
    }

    // The compiler optimizes what has run often, in the background: on a busy machine that takes longer than any warm-up by count.
    private static void WarmUp(IEnumerable<Type> types)
    {
        var benchmarks = types.SelectMany(type => Instances(type)).ToList();
        for (var round = 0; round < 4; round++)
        {
            for (var i = 0; i < 40; i++)
                benchmarks.ForEach(benchmark => benchmark());
            Thread.Sleep(1000);
        }

        static IEnumerable<Action> Instances(Type type)
        {
            var instance = Activator.CreateInstance(type)!;
            type.GetMethod("Setup")?.Invoke(instance, null);
            return type.GetMethods().Where(method => method.IsDefined(typeof(BenchmarkAttribute), false)).Select(method => (Action)(() => method.Invoke(instance, null)));
        }
    }
}
