using System.Buffers.Binary;
using System.Text;

namespace SemCom.Channels.Tests;

public sealed class TraceImportTests : TraceFolder
{
    private static readonly TraceImportOptions Plain = new() { Normalization = TraceNormalization.None };

    [Fact]
    public void CsvTable_WithColumnsInAnyOrder()
    {
        var path = Write("a.csv", "# measured on the roof\nre,im,time_s,path,delay_s,frame\n"
            + "1,0,0.5,0,0,0\n2,0,0.5,1,1e-6,0\r\n3,0,0.75,0,0,0\n4,0,0.75,1,1e-6,0\n\n"
            + "5,-1,0.5,0,0,1\n6,-1,0.5,1,1e-6,1\n7,-1,0.75,0,0,1\n8,-1,0.75,1,1e-6,1");
        var trace = TraceImport.Load(path, Plain);
        Assert.Equal(new(2, 1, 1, 2, 2), trace.Shape);
        Assert.Equal((0.25, 1e-6), (trace.IntervalSeconds, trace.DelaysSeconds[1]));
        Assert.Equal([1f, 2, 3, 4, 5, 6, 7, 8], trace.Gains.ToArray().Select(g => g.Real));
        Assert.Equal(new Complex32(5, -1), trace.GainsOf(1, 0)[0]);
        Assert.Equal(("a.csv", TraceNormalization.None), (trace.Origin.Channel, trace.Normalization));
    }

    [Theory]
    [InlineData("re,im\n1,2\n3,4\n")]
    [InlineData("1,2\n3,4")]
    [InlineData("\uFEFFim , RE\n2,1\n4,3\n")]
    public void CsvList_IsAFlatChannel(string text)
    {
        var trace = TraceImport.Load(Write("a.csv", text), Plain with { IntervalSeconds = 0.01 });
        Assert.True(trace.IsFlat);
        Assert.Equal([new(1, 2), new(3, 4)], trace.Gains.ToArray());
        Assert.Equal(0.01, trace.DurationSeconds, 1e-15);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("# nothing\n", "at least one row")]
    [InlineData("re,im\n", "at least one row")]
    [InlineData("re,im\n1,2\n3\n", "line 3: a row must have 2 columns (was 1)")]
    [InlineData("re,im\n1,x\n", "line 2: im must be a finite number (was \"x\")")]
    [InlineData("re,im\n1,NaN\n", "line 2: im must be a finite number (was \"NaN\")")]
    [InlineData("1,2\n1,inf\n", "line 2: im must be a finite number")]
    [InlineData("re,im,gain\n1,2,3\n", "columns must be frame, time_s, path, delay_s, re, im (was \"gain\")")]
    [InlineData("re,re\n1,2\n", "every column must stand once")]
    [InlineData("re\n1\n", "column im must be there")]
    [InlineData("time_s,re,im\n0,1,2\n", "column path must be there")]
    [InlineData("re,im\n1,2\n3,4\n", "the interval between its 2 times must be given")]
    [InlineData("time_s,path,delay_s,re,im\n0,0,0,1,0\n2,0,0,1,0\n1,0,0,1,0\n", "line 4: times must go up within a frame (was 1 s after 2 s)")]
    [InlineData("time_s,path,delay_s,re,im\n0,0,0,1,0\n1,0,0,1,0\n3,0,0,1,0\n", "times must be equally spaced")]
    [InlineData("time_s,path,delay_s,re,im\n0,0,-1e-9,1,0\n", "delay in seconds of a path must be between 0 and 1 (was -1E-09)")]
    [InlineData("time_s,path,delay_s,re,im\n0,1,0,1,0\n", "line 2: paths must be numbered 0, 1, 2, … in order within a time (was 1 where 0 is next)")]
    [InlineData("time_s,path,delay_s,re,im\n0,0,0,1,0\n0,1,0,1,0\n1,0,0,1,0\n", "every time must have all 2 paths (the last has 1)")]
    [InlineData("time_s,path,delay_s,re,im\n0,0,0,1,0\n1,0,0,1,0\n1,1,0,1,0\n", "line 4: every time must have all 1 paths (has more)")]
    [InlineData("time_s,path,delay_s,re,im\n0,0,0,1,0\n0,1,0,1,0\n1,0,0,1,0\n2,0,0,1,0\n", "line 5: every time must have all 2 paths (the time before has 1)")]
    [InlineData("time_s,path,delay_s,re,im\n0,0,0,1,0\n1,0,1e-6,1,0\n", "line 3: a path must keep its delay (0 s for path 0)")]
    [InlineData("frame,time_s,path,delay_s,re,im\n1,0,0,0,1,0\n", "frames must be numbered 0, 1, 2, … in order (was 1 where 0 is next)")]
    [InlineData("frame,time_s,path,delay_s,re,im\n0,0,0,0,1,0\n0,1,0,0,1,0\n1,0,0,0,1,0\n1,2,0,0,1,0\n", "line 5: every frame must have the times of the first")]
    [InlineData("frame,time_s,path,delay_s,re,im\n0,0,0,0,1,0\n0,1,0,0,1,0\n1,0,0,0,1,0\n", "every frame must have all 2 times (frame 1 has 1)")]
    [InlineData("frame,time_s,path,delay_s,re,im\n0,0,0,0,1,0\n1,0,0,0,1,0\n1,1,0,0,1,0\n", "line 4: every frame must have the times of the first")]
    [InlineData("frame,time_s,path,delay_s,re,im\n0.5,0,0,0,1,0\n", "line 2: frame must be a whole number from 0 on (was \"0.5\")")]
    public void WrongCsv_IsRefusedWithItsRemedy(string text, string message)
    {
        var path = Write("a.csv", text);
        var refusal = Refused(() => TraceImport.Load(path, Plain));
        Assert.StartsWith(path, refusal, StringComparison.Ordinal);
        Assert.Contains(message, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void HugeCsv_IsRefused()
    {
        Assert.Contains("line 2: a line may have at most 1000 characters", Refused(() => TraceImport.Load(Write("a.csv", "1,2\n" + new string('1', 2000)), Plain)), StringComparison.Ordinal);
        var paths = string.Concat(Enumerable.Range(0, 513).Select(p => $"0,{p},0,1,0\n"));
        Assert.Contains("at most 512 paths", Refused(() => TraceImport.Load(Write("b.csv", "time_s,path,delay_s,re,im\n" + paths), Plain)), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTheCsvSays_IsNotSaidAgain()
    {
        var path = Write("a.csv", "time_s,path,delay_s,re,im\n0,0,0,1,0\n");
        Assert.Contains("leave --delays out", Refused(() => TraceImport.Load(path, Plain with { DelaysSeconds = [0] })), StringComparison.Ordinal);
        Assert.Contains("leave --interval out", Refused(() => TraceImport.Load(path, Plain with { IntervalSeconds = 1 })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "<c8", "(4,)", 1, 4, 1)]
    [InlineData(2, "<c16", "(4,)", 1, 4, 1)]
    [InlineData(1, "<c16", "(2, 2)", 1, 2, 2)]
    [InlineData(2, "<c8", "(2, 1, 2)", 2, 1, 2)]
    public void Npy_OfEveryShapeAndType(int version, string type, string shape, int frames, int times, int paths)
    {
        var options = Plain with { IntervalSeconds = 2, DelaysSeconds = paths == 1 ? null : [0, 5e-7] };
        var trace = TraceImport.Load(Write("a.npy", Npy(version, type, shape, [1, -1, 2, -2, 3, -3, 4, -4])), options);
        Assert.Equal(new(frames, 1, 1, times, paths), trace.Shape);
        Assert.Equal([new(1, -1), new(2, -2), new(3, -3), new(4, -4)], trace.Gains.ToArray());
        Assert.Equal(times == 1 ? 0 : 2, trace.IntervalSeconds);
    }

    public static TheoryData<byte[], string> WrongNpy => new()
    {
        { [.. "NUMPY, but without its first byte"u8], "must be an NPY file (starts with other bytes)" },
        { Npy(1, "<c8", "(1,)", [1, 0])[..9], "must be an NPY file" },
        { Npy(3, "<c8", "(1,)", [1, 0]), "version must be 1.0 or 2.0 (was 3.0)" },
        { Npy(1, "<f8", "(2,)", [1, 0]), "numbers must be of type <c8 or <c16 (was \"<f8\"); convert them with astype" },
        { Npy(1, ">c8", "(1,)", [1, 0]), "(was \">c8\")" },
        { Npy(1, "<c8", "(1, 2)", [1, 0, 2, 0], fortran: true), "must be in C order" },
        { Npy(1, "<c8", "(2,)", [1, 0]), "8 bytes of numbers where 16 belong" },
        { Npy(1, "<c8", "(1,)", [1, 0, 2, 0]), "16 bytes of numbers where 8 belong" },
        { Npy(1, "<c8", "(1, 1, 1, 1)", [1, 0]), "must be [times], [times x paths] or [frames x times x paths] (was (1, 1, 1, 1))" },
        { Npy(1, "<c8", "()", [1, 0]), "(was ())" },
        { Npy(1, "<c8", "(0,)", []), "times of a channel trace must be between 1 and" },
        { Npy(1, "<c8", "(1, 513)", [.. Enumerable.Repeat(1f, 1026)]), "paths of a channel trace must be between 1 and 512 (was 513); keep the strongest paths" },
        { Npy(1, "<c8", "(99999, 99999)", [1, 0]), "the shape of the array must have at most" },
        { Npy(1, "<c8", "(1,)", [float.NaN, 0]), "must be finite (gain 0, path 0" },
        { Npy(1, "<c16", "(1,)", [1e30f, 0]), "must be finite" },
        { Npy(1, "<c8", "(2,)", [1, 0, 2, 0]), "the interval between its 2 times must be given" },
        { Npy(1, "<c8", "(1, 2)", [1, 0, 2, 0]), "the delays of its 2 paths must be given" },
        { [0x93, .. "NUMPY"u8, 2, 0, 0xFF, 0xFF, 0xFF, 0x7F], "a header of 2147483647 bytes" },
        { [0x93, .. "NUMPY"u8, 1, 0, 4, 0, .. "evil"u8], "not the dictionary that numpy.save writes" },
    };

    [Theory]
    [MemberData(nameof(WrongNpy))]
    public void WrongNpy_IsRefusedWithItsRemedy(byte[] file, string message)
    {
        var path = Write("a.npy", file);
        var refusal = Refused(() => TraceImport.Load(path, Plain));
        Assert.StartsWith(path, refusal, StringComparison.Ordinal);
        Assert.Contains(message, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void DamagedNpyAndCsv_GiveNothingButErrorsForPeople()
    {
        var random = new Random(20261122);
        byte[][] valid =
        [
            Npy(1, "<c8", "(2, 2)", [1, -1, 2, -2, 3, -3, 4, -4]),
            Encoding.UTF8.GetBytes("frame,time_s,path,delay_s,re,im\n0,0,0,0,1,0\n0,0,1,1e-6,1,0\n0,1,0,0,1,0\n0,1,1,1e-6,1,0\n"),
        ];
        var refused = 0;
        for (var i = 0; i < 1500; i++)
        {
            var bytes = valid[i % 2].ToArray();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0)
                bytes = bytes[..random.Next(bytes.Length)];
            try
            {
                TraceImport.Load(Write(i % 2 == 0 ? "a.npy" : "a.csv", bytes), i % 2 == 0 ? Plain with { IntervalSeconds = 1, DelaysSeconds = [0, 1] } : Plain);
            }
            catch (SemComException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 700, 1499);
    }

    [Fact]
    public void Delays_FromTextAndFiles()
    {
        Assert.Equal([0, 3e-8, 1.5e-6], DelayList.Parse("0, 30ns,1.5us"));
        Assert.Equal([0, 1e-6, 2e-6], DelayList.Parse(Write("d.txt", "# seconds\n0,1e-6\n2e-6\n")));
        Assert.Equal([0, 0.5], DelayList.Parse(Write("d.npy", Npy(1, "<f4", "(2,)", [0, 0.5f]))));
        Assert.Equal([0, 0.5], DelayList.Parse(Write("e.npy", Npy(1, "<f8", "(2,)", [0, 0.5f]))));
    }

    [Fact]
    public void WrongDelays_AreRefused()
    {
        Assert.Contains("channel parameter delays must be a number between 0s and 1s (was \"-1ns\")", Refused(() => DelayList.Parse("0,-1ns")), StringComparison.Ordinal);
        Assert.Contains("must be between 0 and 1 (was -1)", Refused(() => DelayList.Parse(Write("d.txt", "0,-1"))), StringComparison.Ordinal);
        Assert.Contains("must be numbers of seconds (was \"1ns\")", Refused(() => DelayList.Parse(Write("e.txt", "1ns"))), StringComparison.Ordinal);
        Assert.Contains("must be an array [paths] (was (1, 2))", Refused(() => DelayList.Parse(Write("f.npy", Npy(1, "<f4", "(1, 2)", [0, 1])))), StringComparison.Ordinal);
        Assert.Contains("there is no such file", Refused(() => DelayList.Parse(this["none.npy"])), StringComparison.Ordinal);
        var npy = Write("g.npy", Npy(1, "<c8", "(1, 2)", [1, 0, 2, 0]));
        Assert.Contains("delays must be one for each of its 2 paths (was 1)", Refused(() => TraceImport.Load(npy, Plain with { DelaysSeconds = [0] })), StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherEnding_IsRefused() => Assert.Contains("the ending must be .csv or .npy (was '.mat')",
        Refused(() => TraceImport.Load(Write("a.mat", "x"), Plain)), StringComparison.Ordinal);

    [Fact]
    public void Average_GivesTheTraceUnitPower()
    {
        var path = Write("a.csv", "3,4\n0,0\n6,8\n");
        var trace = TraceImport.Load(path, new() { IntervalSeconds = 1 });
        Assert.Equal(1, trace.MeanPower, 1e-6);
        Assert.Equal(2, trace.Gains[2].Real / trace.Gains[0].Real, 1e-6);
        Assert.Equal(4.0 / 3, trace.Gains[2].Imaginary / trace.Gains[2].Real, 1e-6);
    }

    [Fact]
    public void Snapshot_GivesEveryTimeUnitPower()
    {
        var path = Write("a.npy", Npy(1, "<c8", "(2, 2)", [3, 0, 4, 0, 0, 1e-9f, 0, 0]));
        var trace = TraceImport.Load(path, new() { Normalization = TraceNormalization.Snapshot, IntervalSeconds = 1, DelaysSeconds = [0, 1e-6] });
        Assert.Equal([0.6f, 0.8f, 0, 0], trace.Gains.ToArray().Select(g => g.Real));
        Assert.Equal(1, trace.Gains[2].Imaginary, 1e-6);

        var silent = Write("b.csv", "1,0\n0,0\n");
        Assert.Contains("(frame 0, time 1: was 0)", Refused(() => TraceImport.Load(silent, new() { Normalization = TraceNormalization.Snapshot, IntervalSeconds = 1 })), StringComparison.Ordinal);
        Assert.Contains("(all: was 0)", Refused(() => TraceImport.Load(Write("c.csv", "0,0\n"), new())), StringComparison.Ordinal);
    }

    /// <summary>
    /// An NPY file by numpy.lib.format: magic, version, little-endian length of the header (2 bytes, in version 2 four), the dictionary padded with
    /// spaces so that the numbers start at a multiple of 64, a line feed, the numbers.
    /// </summary>
    private static byte[] Npy(int version, string type, string shape, float[] reals, bool fortran = false)
    {
        var header = $"{{'descr': '{type}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}";
        var start = version == 1 ? 10 : 12;
        header = header.PadRight((start + header.Length + 1 + 63) / 64 * 64 - start - 1) + "\n";
        var file = new MemoryStream();
        file.Write([0x93, .. "NUMPY"u8, (byte)version, 0]);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, header.Length);
        file.Write(length, 0, start - 8);
        file.Write(Encoding.Latin1.GetBytes(header));
        foreach (var real in reals)
        {
            var bytes = new byte[type is "<c16" or "<f8" ? 8 : 4];
            if (bytes.Length == 8)
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, real == 1e30f ? 1e300 : real);
            else
                BinaryPrimitives.WriteSingleLittleEndian(bytes, real);
            file.Write(bytes);
        }
        return file.ToArray();
    }
}
