using System.Text;
using BindGen.Cli;

namespace BindGen.Tests.Cli;

/// <summary>The tool with a defect: the program that <see cref="CrashTests"/> runs as another process.</summary>
internal static class Crash
{
    public const string Verb = "crash";

    /// <summary>Runs the tool on an output that reads through a null pointer at the first thing that is written to it.</summary>
    public static int Run(string[] arguments) => Entry.Run(arguments, new NullDereference(), Console.Error);

    private sealed unsafe class NullDereference : TextWriter
    {
        private readonly int* _nothing = null;

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Console.Error.WriteLine(*_nothing);

        public override void Write(string? value) => Console.Error.WriteLine(*_nothing);
    }
}
