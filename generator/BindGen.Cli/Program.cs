using System.CommandLine;
using BindGen.Cli;

return Entry.Run(args, Console.Out, Console.Error);
