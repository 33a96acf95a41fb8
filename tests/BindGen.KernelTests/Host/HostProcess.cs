using System.Runtime.InteropServices;
using BindGen.Runtime;
using Linux;

namespace BindGen.KernelTests.Host;

/// <summary>The child process of a suite: resolves <c>kernel</c> to the host's library, boots it, runs the suite, and looks at the books.</summary>
internal static class HostProcess
{
    public const string Verb = "host";

    public const string RefusalVerb = "refused";

    public static int Run(string library, string suite)
    {
        Resolve(library);
        if (HostBooks.Boot() is var failures and not 0)
            return Fail($"{failures} initcalls failed", HostBooks.Reports(HostReport.Warn));
        HostSuite.All[suite]();
        Collect();
        HostBooks.Settle();

        string[] complaints = [.. Enum.GetValues<HostReport>().SelectMany(HostBooks.Reports), .. HostBooks.Live()];
        return complaints.Length == 0 ? 0 : Fail("the books are not clean", complaints);
    }

    /// <summary>Does what a user may begin with, over the library of another kernel, and prints how each is refused.</summary>
    public static int RunRefused(string library)
    {
        Resolve(library);
        Action[] beginnings = [() => RootDevice.Register("gpu"), () => PlatformDriverRegistration.Register(new PlatformDriver { Name = "gpu", Probe = _ => default }), () => RootDevice.Register("gpu")];
        foreach (var begin in beginnings)
        {
            try
            {
                begin();
                return Fail("it was not refused", []);
            }
            catch (LayoutMismatchException exception)
            {
                Console.WriteLine(exception.Message);
            }
        }
        return 0;
    }

    private static void Resolve(string library)
    {
        foreach (var assembly in new[] { typeof(Device).Assembly, typeof(HostProcess).Assembly }.Distinct())
            NativeImports.SetResolver(assembly, (name, _, _) => name == "kernel" ? NativeLibrary.Load(library) : 0);
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private static int Fail(string what, IEnumerable<string> details)
    {
        Console.Error.WriteLine(what);
        foreach (var detail in details)
            Console.Error.WriteLine($"  {detail}");
        return 1;
    }
}
