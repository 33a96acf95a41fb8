using System.Diagnostics;
using System.Globalization;
using BindGen.Runtime;
using Concepts;

namespace BindGen.Benchmarks.Safety;

/// <summary>What the disposing side pays, in nanoseconds for each handle, while another thread keeps a processor busy.</summary>
internal static class FenceCost
{
    private const int Handles = 2000;

    public static void Write(TextWriter output)
    {
        var stop = false;
        var busy = new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
                Thread.SpinWait(10);
        });
        busy.Start();
        output.WriteLine("disposing, for each handle, fastest of 9:");
        Row("made and used by this thread: no fence", Make, handles => Array.ForEach(handles, handle => handle.Dispose()));
        Row("made by another thread: a fence each", MakeElsewhere, handles => Array.ForEach(handles, handle => handle.Dispose()));
        Row("the same, DisposeAll of 16: one fence for them", MakeElsewhere, handles =>
        {
            for (var i = 0; i < handles.Length; i += 16)
                OwnedHandle.DisposeAll(handles.AsSpan(i, 16));
        });
        Volatile.Write(ref stop, true);
        busy.Join();

        void Row(string name, Func<OwnedHandle[]> make, Action<OwnedHandle[]> dispose)
        {
            var fastest = Enumerable.Range(0, 9).Min(_ =>
            {
                var handles = make();
                var start = Stopwatch.GetTimestamp();
                dispose(handles);
                return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Handles;
            });
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-46}  {fastest,8:F0} ns"));
        }
    }

    private static OwnedHandle[] Make() => [.. Enumerable.Range(1, Handles).Select(Counted.Create)];

    private static OwnedHandle[] MakeElsewhere()
    {
        OwnedHandle[] made = [];
        var thread = new Thread(() => made = Make());
        thread.Start();
        thread.Join();
        return made;
    }
}
