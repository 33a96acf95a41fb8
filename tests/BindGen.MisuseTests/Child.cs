using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using BindGen.Runtime;
using Concepts;
using Xunit;

namespace BindGen.MisuseTests;

/// <summary>What an ended process left.</summary>
/// <param name="ExitCode">Null when it did not end and was killed.</param>
internal sealed record Ended(int? ExitCode, string Text);

/// <summary>This assembly as a program of its own: tests under AddressSanitizer, tests of what lacks a protection, and what ends the process.</summary>
internal static class Child
{
    public const string Sanitized = "sanitized";
    public const string Mutant = "mutant";
    public const string Crash = "crash";

    private static readonly string Directory = Path.GetDirectoryName(typeof(Child).Assembly.Location)!;

    public static string LibraryOf(string variant) => Path.Combine(Directory, $"lib{variant}.so");

    public static Ended Start(TimeSpan patience, IEnumerable<(string Name, string Value)> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Child).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        // What crashes here does so on purpose.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var hasEnded = process.WaitForExit(patience);
        if (!hasEnded)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return new Ended(hasEnded ? process.ExitCode : null, output.Result + errors.Result);
    }

    /// <summary>All tests of the concepts, over the library that <paramref name="library"/> names.</summary>
    public static int RunSanitized(string library)
    {
        NativeImports.SetResolver(typeof(Counted).Assembly, (name, _, _) => name == "concepts" ? NativeLibrary.Load(library) : 0);
        var failures = 0;
        foreach (var type in typeof(Child).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ConceptTest)) && !type.IsAbstract))
        {
            foreach (var method in type.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is { Skip: null } and not TheoryAttribute))
                failures += Run(type, method);
        }
        return failures;
    }

    /// <summary>One test, with whichever of the assemblies under test are in <paramref name="directory"/>.</summary>
    public static int RunMutant(string directory, string test)
    {
        var tests = new MutantContext(directory).LoadFromAssemblyPath(typeof(Child).Assembly.Location);
        var type = tests.GetTypes().Single(type => type.Name == test.Split('.')[0]);
        return Run(type, type.GetMethod(test.Split('.')[1])!);
    }

    /// <summary>Runs <c>Program.Run</c> of an assembly; what it does should end this process.</summary>
    public static int RunCrash(string assembly)
    {
        Assembly.LoadFrom(assembly).GetType("Program", throwOnError: true)!.GetMethod("Run")!.Invoke(null, []);
        return 0;
    }

    private static int Run(Type type, MethodInfo method)
    {
        var test = (IDisposable)Activator.CreateInstance(type)!;
        // The books say what C saw, whatever the test has to say besides.
        return Fails($"{type.Name}.{method.Name}", () => (method.Invoke(test, []) as Task)?.GetAwaiter().GetResult()) | Fails($"the books after {type.Name}.{method.Name}", test.Dispose);
    }

    private static int Fails(string name, Action action)
    {
        try
        {
            action();
            return 0;
        }
#pragma warning disable CA1031 // Whatever it is, the test failed.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine($"{name}: {(exception as TargetInvocationException)?.InnerException ?? exception}");
            return 1;
        }
    }

    /// <summary>The tests once more, over other bindings or another runtime library.</summary>
    private sealed class MutantContext(string directory) : AssemblyLoadContext("mutant")
    {
        private static readonly string[] UnderTest = ["BindGen.Concepts", "BindGen.Runtime"];

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (!UnderTest.Contains(assemblyName.Name))
                return null;
            var path = Path.Combine(directory, $"{assemblyName.Name}.dll");
            return LoadFromAssemblyPath(File.Exists(path) ? path : Path.Combine(Directory, $"{assemblyName.Name}.dll"));
        }

        protected override nint LoadUnmanagedDll(string unmanagedDllName) => NativeLibrary.Load(LibraryOf(unmanagedDllName));
    }
}
