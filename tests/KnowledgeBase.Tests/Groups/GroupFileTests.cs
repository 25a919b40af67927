namespace SemCom.Knowledge.Tests.Groups;

public sealed class GroupFileTests : IDisposable
{
    private readonly Club _club = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("semcom-groups").FullName;

    [Fact]
    public void ASecret_ReadsBack_AndIsItsOwnersAlone()
    {
        var path = Path.Combine(_folder, "secret");
        _club.Ann.Save(path);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        using var read = KnowledgeSecret.Load(path);
        Assert.Equal(_club.Ann.PublicKey, read.PublicKey);
        Assert.Equal(_club.Ann.ExportGroupKey(), read.ExportGroupKey());
        Assert.Equal(KnowledgeVerdict.Accepted, _club.State(_club.Owner).Apply(_club.Record(read, Club.Put("k", 1))));
        Assert.Contains("new file", Assert.Throws<SemComException>(() => _club.Ann.Save(path)).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(_club.Ann.ExportGroupKey()), read.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ADamagedSecret_IsNamed()
    {
        var (path, other) = (Path.Combine(_folder, "secret"), Path.Combine(_folder, "other"));
        _club.Ann.Save(path);
        var bytes = File.ReadAllBytes(path);
        foreach (var length in Enumerable.Range(0, bytes.Length))
        {
            File.WriteAllBytes(other, bytes[..length]);
            Assert.DoesNotContain('\n', Assert.Throws<SemComException>(() => KnowledgeSecret.Load(other)).Message);
        }
        Assert.Contains("cannot be read", Assert.Throws<SemComException>(() => KnowledgeSecret.Load(Path.Combine(_folder, "none"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADescription_ReadsBack()
    {
        var path = Path.Combine(_folder, "group");
        _club.Group.Save(path);
        var read = KnowledgeGroup.Load(path);
        Assert.Equal((_club.Group.Id, "club", 4), (read.Id, read.Name, read.Version));
        Assert.Equal(_club.Group.Members.Select(member => (member.Name, member.KeyId, member.Role)), read.Members.Select(member => (member.Name, member.KeyId, member.Role)));
        Assert.Equal(_club.Group.Bytes, read.Bytes);
        Assert.Equal(-1, read.Bytes.IndexOf(_club.Owner.ExportGroupKey()));
        read.Check(_club.Reader);
    }

    [Fact]
    public void AWrongGroupKey_IsNamed()
    {
        using var other = KnowledgeSecret.Create();
        Assert.Contains("'club'", Assert.Throws<SemComException>(() => _club.Group.Check(other)).Message, StringComparison.Ordinal);
        Assert.Contains("32 bytes", Assert.Throws<SemComException>(() => KnowledgeSecret.Join(new byte[31])).Message, StringComparison.Ordinal);
        Assert.Contains("point of P-256", Assert.Throws<SemComException>(() => new KnowledgeMember("x", new byte[64], KnowledgeRole.Reader)).Message, StringComparison.Ordinal);
        Assert.Contains("only owner", Assert.Throws<SemComException>(() => _club.Group.With(new KnowledgeMember("Ann", _club.Ann.PublicKey, KnowledgeRole.Owner), _club.Owner)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
