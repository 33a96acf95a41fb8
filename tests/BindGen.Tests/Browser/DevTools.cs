using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BindGen.Tests.Browser;

/// <summary>The browser's protocol for developer tools: commands and their answers, and events.</summary>
internal sealed class DevTools : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _answers = [];
    private int _last;
    private Task _reading = Task.CompletedTask;

    /// <summary>The session, the method and the parameters of an event.</summary>
    public event Action<string, string, JsonNode>? Happened;

    public static async Task<DevTools> ConnectAsync(Uri address)
    {
        var tools = new DevTools();
        await tools._socket.ConnectAsync(address, CancellationToken.None);
        tools._reading = tools.ReadAsync();
        return tools;
    }

    public async Task<JsonNode> SendAsync(string? session, string method, JsonObject? parameters = null)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = _answers[id] = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session is not null)
            message["sessionId"] = session;
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
        return await answer.Task.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer, CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                    return;
                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage)
                    continue;
                Take(JsonNode.Parse(message.GetBuffer().AsSpan(0, (int)message.Length))!);
                message.SetLength(0);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            foreach (var answer in _answers.Values)
                answer.TrySetException(new InvalidOperationException("The browser has ended.", exception));
        }
    }

    private void Take(JsonNode message)
    {
        if (message["id"] is null)
            Happened?.Invoke((string?)message["sessionId"] ?? "", (string)message["method"]!, message["params"]!);
        else if (_answers.TryRemove((int)message["id"]!, out var answer))
        {
            if (message["error"] is { } error)
                answer.SetException(new InvalidOperationException(error.ToJsonString()));
            else
                answer.SetResult(message["result"]!);
        }
    }
}
