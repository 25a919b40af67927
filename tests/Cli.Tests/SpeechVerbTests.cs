using System.Text.Json;
using SemCom.Evaluation.Tests;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Cli.Tests;

/// <summary>Sounds on the command line, with the codec that SemCom comes with.</summary>
public sealed class SpeechVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _out = new(), _error = new();

    public void Dispose()
    {
        _folder.Dispose();
        _out.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void Send_PrintsOneRecord_AndWritesWhatArrived()
    {
        Assert.Equal(0, Run("send", Voice(8000), "--cbr", "1/4", "--snr-db", "12", "--seed", "3", "--out", _folder["out.wav"], "--json"));
        using var document = JsonDocument.Parse(_out.ToString());
        var record = document.RootElement;
        Assert.Equal(("a.wav", "speech", "speech", "awgn"), (Text("source"), Text("modality"), Text("model"), Text("channel")));
        Assert.Equal(JsonValueKind.Null, record.GetProperty("psnrDb").ValueKind);
        var (sent, received) = (Sound.Load(_folder["a.wav"]), Sound.Load(_folder["out.wav"]));
        Assert.Equal((8000, sent.ValueCount), (received.SampleRate, received.ValueCount));
        Assert.Equal(SpeechQuality.SiSdrDb(sent.Samples, received.Samples), record.GetProperty("siSdrDb").GetDouble(), 0.01);
        Assert.InRange(record.GetProperty("stoi").GetDouble(), 0.6, 1);
        Assert.Equal("", _error.ToString());

        string Text(string name) => record.GetProperty(name).GetString()!;
    }

    [Fact]
    public void Send_ShowsATableForPeople()
    {
        Assert.Equal(0, Run("send", Voice(22_050)));
        Assert.Contains("CBR 1/4", _out.ToString(), StringComparison.Ordinal); // pictures have 1/16
        Assert.All(["SI-SDR", "STOI", "channel uses", "2.0 s at 22050 Hz"], text => Assert.Contains(text, _out.ToString(), StringComparison.Ordinal));
        Assert.Contains("brought from 22050 Hz to 8000 Hz", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Eval_ComparesSystems()
    {
        Assert.Equal(0, Run("eval", "--input", Voice(8000), "--systems", "semantic,semantic:network=off", "--cbr", "1/8,1/4", "--snr-db", "4,10", "--out", _folder["results"], "--json"));
        using var document = JsonDocument.Parse(_out.ToString());
        Assert.Equal(8, document.RootElement.GetProperty("means").GetArrayLength());
        Assert.All(document.RootElement.GetProperty("means").EnumerateArray(), mean => Assert.InRange(mean.GetProperty("stoi").GetDouble(), 0.2, 1));
        Assert.All(["STOI", "SI-SDR"], text => Assert.Contains(text, File.ReadAllText(_folder["results/report.html"]), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--focus 1,2", "are for pictures (a sound was given); leave them out")]
    [InlineData("--refine", "are for pictures (a sound was given); leave them out")]
    [InlineData("--mode digital", "are for pictures (a sound was given); leave them out")]
    [InlineData("--model image-base", "model: 'image-base' must carry speech (carries picture); choose one of speech")]
    [InlineData("--out received.png", "received.png: the ending must be .wav for a sound (was '.png'); rename the file")]
    public void WhatIsForPictures_IsRefused(string options, string message)
    {
        OnnxFact.RequireLibrary();
        Assert.Equal(2, Run(["send", Voice(8000), .. options.Split(' ')]));
        Assert.EndsWith(message, _error.ToString().TrimEnd(), StringComparison.Ordinal);
        Assert.Equal("", _out.ToString());
    }

    [Fact]
    public void DamagedSounds_AreRefused_ByName()
    {
        Assert.Equal(2, Run("send", _folder.AddText("b.wav", "RIFF....WAVE")));
        Assert.StartsWith($"semcom: {_folder["b.wav"]}: the WAV file must hold samples", _error.ToString(), StringComparison.Ordinal);
    }

    private string Voice(int rate)
    {
        var samples = Enumerable.Range(0, 2 * rate).Select(n => 16_000.0 * n / rate / 2).Select(n => (float)(0.1 * Enumerable.Range(1, 20).Sum(i => Math.Cos(0.1 * i * n + i * i) / i) * (1.1 + Math.Sin(n * 0.002))));
        new Sound(rate, [.. samples]).Save(_folder["a.wav"]);
        return _folder["a.wav"];
    }

    private int Run(params string[] args)
    {
        OnnxFact.RequireLibrary();
        return CommandLineApp.RunAsync(args, new CliContext(_out, _error), CancellationToken.None).GetAwaiter().GetResult();
    }
}
