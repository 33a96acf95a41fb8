using System.Collections.Immutable;
using System.Globalization;
using BindGen.Check.Compiled;
using BindGen.Pipeline;

namespace BindGen.Sweeps;

/// <summary>Random C, one program for each seed: every compiler of this machine must agree with what was understood.</summary>
internal sealed class Fuzz(Csmith csmith, ImmutableArray<CCompiler> judges)
{
    public string Title => $"csmith, judged by {string.Join(" and ", judges.Select(judge => judge.Name))}";

    /// <returns>Null when something is not installed, which was said.</returns>
    public static Fuzz? Create(TextWriter error)
    {
        var compilers = Compilers.Installed();
        if (Csmith.Find() is not { } csmith)
            error.WriteLine(Csmith.HowToInstall);
        else if (compilers.IsEmpty)
            error.WriteLine("there is no C compiler: apt-get install gcc");
        else
            return new Fuzz(csmith, compilers);
        return null;
    }

    public ImmutableArray<Trial> Run(uint first, int count, Progress progress)
    {
        var directory = Directory.CreateTempSubdirectory("bindgen-fuzz-").FullName;
        try
        {
            return Trials.Run([.. Enumerable.Range(0, count).Select(i => first + (uint)i)], seed => Try(seed, directory), progress);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private Trial Try(uint seed, string directory)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"seed {seed}");
        var repeat = string.Create(CultureInfo.InvariantCulture, $"./build.sh fuzz --seed {seed} --count 1");
        var (path, problem) = csmith.Write(seed, Directory.CreateDirectory(Path.Combine(directory, name)).FullName);
        if (path is null)
            return new(name, Outcome.Failed, 0, [problem], repeat);
        var examined = Examination.Of(new HeaderRequest([path], [], ["-I", csmith.Include], null, ""), judges, needed: judges.Length);
        ImmutableArray<string> reasons = [.. examined.HeaderErrors, .. examined.Findings];
        return new(name, reasons.IsEmpty ? Outcome.Exact : Outcome.Failed, examined.Records, reasons, repeat);
    }
}
