namespace BindGen.Benchmarks;

/// <summary>A program that is measured as a whole process.</summary>
/// <param name="Prepare">What is done before each run, outside the measurement.</param>
/// <param name="Environment">Variables that it needs besides those of this process.</param>
internal sealed record Contender(string Name, string Program, IReadOnlyList<string> Arguments, Action Prepare, Dictionary<string, string> Environment)
{
    public MeasuredRun Run(string directory)
    {
        Prepare();
        return MeasuredRun.Of(Program, Arguments, directory, Environment);
    }
}
