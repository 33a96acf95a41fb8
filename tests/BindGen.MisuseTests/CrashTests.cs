using Xunit;

namespace BindGen.MisuseTests;

/// <summary>What the wrappers keep away: the same with raw function pointers ends the process, which no <c>try</c> can prevent.</summary>
public sealed class CrashTests
{
    private const int Aborted = 128 + 6;
    private const int SegmentationFault = 128 + 11;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public void An_exception_that_leaves_a_raw_callback_ends_the_process() => Assert.Equal(Aborted, Run(
        """
        [System.Runtime.InteropServices.UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
        private static unsafe int Visit(void* data, int step) => throw new InvalidOperationException("from a callback");

        public static unsafe void Run()
        {
            try
            {
                var tour = Concepts.Raw.Methods.tour_create();
                Concepts.Raw.Methods.tour_visit(tour, &Visit, null);
            }
            catch (InvalidOperationException)
            {
            }
        }
        """));

    [Fact]
    public void A_callback_whose_code_was_unloaded_ends_the_process() => Assert.Equal(SegmentationFault, Run(
        """
        [System.Runtime.InteropServices.UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
        private static unsafe int Visit(void* data, int step) => 0;

        public static unsafe nint Address() => (nint)(delegate* unmanaged[Cdecl]<void*, int, int>)&Visit;

        public static unsafe void Run()
        {
            var tour = Concepts.Raw.Methods.tour_create();
            var visit = (delegate* unmanaged[Cdecl]<void*, int, int>)Load(out var context);
            Concepts.Raw.Methods.tour_visit(tour, visit, null);
            for (var i = 0; i < 50 && context.IsAlive; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
            Concepts.Raw.Methods.tour_visit(tour, visit, null);
        }

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        private static nint Load(out WeakReference context)
        {
            var collectible = new System.Runtime.Loader.AssemblyLoadContext("unloaded", isCollectible: true);
            context = new WeakReference(collectible);
            var program = collectible.LoadFromAssemblyPath(typeof(Program).Assembly.Location).GetType("Program")!;
            var address = (nint)program.GetMethod("Address")!.Invoke(null, [])!;
            collectible.Unload();
            return address;
        }
        """));

    private static int? Run(string members)
    {
        var directory = Directory.CreateTempSubdirectory("bindgen-crash-");
        try
        {
            var program = Path.Combine(directory.FullName, "User.dll");
            using (var image = File.Create(program))
                UserCode.OfConcepts.Emit(members, image);
            return Child.Start(Patience, [], Child.Crash, program).ExitCode;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
