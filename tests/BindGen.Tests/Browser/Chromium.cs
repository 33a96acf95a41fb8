using System.Diagnostics;
using Xunit;

namespace BindGen.Tests.Browser;

/// <summary>One headless browser for all tests of pages: its start costs more than what they do with it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Listening = "DevTools listening on ";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Without a sandbox, because tests run as root, and without all that asks the network.</summary>
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--disable-extensions", "--hide-scrollbars", "--remote-debugging-port=0", "about:blank",
    ];

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("bindgen-browser");
    private Process? _process;
    private DevTools? _tools;

    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .SelectMany(directory => Names.Select(name => System.IO.Path.Combine(directory, name))).FirstOrDefault(File.Exists);

    /// <summary>A tab of its own, with its own storage.</summary>
    internal async Task<BrowserPage> OpenAsync(int width = 1400, int height = 1000) => await BrowserPage.OpenAsync(_tools!, width, height);

    public async Task InitializeAsync()
    {
        if (Path is null)
            return;
        var start = new ProcessStartInfo(Path, [$"--user-data-dir={_profile.FullName}", .. Arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
                address.TrySetException(new InvalidOperationException($"{Path} ended before it listened."));
            else if (line.Data.StartsWith(Listening, StringComparison.Ordinal))
                address.TrySetResult(new Uri(line.Data[Listening.Length..]));
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _tools = await DevTools.ConnectAsync(await address.Task.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    public async Task DisposeAsync()
    {
        if (_tools is not null)
            await _tools.DisposeAsync();
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
        _profile.Delete(recursive: true);
    }
}

[CollectionDefinition(Name)]
public sealed class ChromiumCollection : ICollectionFixture<Chromium>
{
    public const string Name = "Chromium";
}
