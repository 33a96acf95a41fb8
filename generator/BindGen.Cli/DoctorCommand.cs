using System.CommandLine;
using BindGen.Pipeline;

namespace BindGen.Cli;

/// <summary><c>bindgen doctor</c>: what is missing on this machine.</summary>
internal static class DoctorCommand
{
    public static Command Create(TextWriter output)
    {
        var command = new Command(
            "doctor",
            """
            Say what is missing on this machine, and the command that installs it.

            One line for each thing that BindGen needs. Exit status 0 when all is there, 1 otherwise.
            """);
        command.SetAction(_ => Run(output));
        return command;
    }

    private static int Run(TextWriter output)
    {
        var checkups = Doctor.Run();
        foreach (var checkup in checkups)
            output.WriteLine($"{(checkup.IsHealthy ? "ok     " : "missing")}  {checkup.Subject,-14}  {checkup.Finding}{(checkup.IsHealthy ? "" : $"; {checkup.Install}")}");
        return checkups.All(checkup => checkup.IsHealthy) ? ExitCode.Done : ExitCode.Findings;
    }
}
